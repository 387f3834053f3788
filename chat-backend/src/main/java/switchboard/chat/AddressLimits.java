package switchboard.chat;

import java.util.function.LongSupplier;
import switchboard.chat.management.Environment;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.RateLimit;

/**
 * What all clients of one address may do at this replica, so that nobody fills or starves it for
 * the others. A school, or all who come through a port that Docker publishes, can be one address:
 * the limits are what a crowd of people needs, not what a program can do.
 */
final class AddressLimits {
  private static final double MEBIBYTE = 1024 * 1024;

  private final RateLimit sessions;
  private final RateLimit rooms;
  private final RateLimit reads;

  /**
   * How much of each at once, and how fast it may be done again.
   *
   * @param sessions new sessions; a fifteenth of it is regained each second
   * @param rooms new rooms; as many are regained in an hour
   * @param readMebibytes of history that is read from the store, each second; eight times as much
   *     at once
   */
  record Settings(int sessions, int rooms, int readMebibytes) {
    static Settings from(Environment environment) {
      return new Settings(
          environment.integer("SESSIONS_PER_ADDRESS", 300, 1, 1_000_000),
          environment.integer("ROOMS_PER_ADDRESS", 300, 1, 1_000_000),
          environment.integer("READ_MIB_PER_ADDRESS", 8, 1, 10_000));
    }
  }

  AddressLimits(Settings settings, LongSupplier nanoTime) {
    sessions = new RateLimit(settings.sessions() / 15.0, settings.sessions(), nanoTime);
    rooms = new RateLimit(settings.rooms() / 3_600.0, settings.rooms(), nanoTime);
    double readBytes = settings.readMebibytes() * MEBIBYTE;
    reads = new RateLimit(readBytes, 8 * readBytes, nanoTime);
  }

  /** A session is about to be opened; throws a refusal when these are too many. */
  void newSession(String address) {
    if (!sessions.admits(address)) {
      throw Problem.passing(
              ProblemCode.TOO_MANY_SESSIONS,
              "Too many sessions are opened from this address; wait, or use one for longer.",
              sessions.waitSeconds(address))
          .refusal();
    }
  }

  /**
   * A message of a caller who is not exempt is about to begin a room; throws a refusal when these
   * are too many.
   */
  void newRoom(Caller caller) {
    if (!rooms.admits(caller.address())) {
      throw Problem.passing(
              ProblemCode.TOO_MANY_ROOMS,
              "Too many rooms are begun from this address; wait, or use one that has messages.",
              rooms.waitSeconds(caller.address()))
          .refusal();
    }
  }

  /** The room was not begun after all. */
  void roomNotBegun(Caller caller) {
    rooms.charge(caller.address(), -1);
  }

  /** A page is asked for; throws a refusal when the pages before it were too much. */
  void read(Caller caller) {
    if (!mayRead(caller)) {
      throw Problem.passing(
              ProblemCode.TOO_FAST,
              "Too much history is read from this address; wait a moment.",
              reads.waitSeconds(caller.address()))
          .refusal();
    }
  }

  /** Whether what the caller's address has read before was not too much. */
  boolean mayRead(Caller caller) {
    return caller.exempt() || reads.hasLeft(caller.address());
  }

  /** A page was read from the store, and no other request has read it just before. */
  void hasRead(Caller caller, int bytes) {
    if (!caller.exempt()) {
      reads.charge(caller.address(), bytes);
    }
  }
}
