package switchboard.chat.request;

import java.util.function.LongSupplier;
import switchboard.chat.management.Environment;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.RateLimit;

/**
 * Limits on what all clients of one address may do at this replica, so that none of them fills it
 * or starves the others. A school, or all who come through a port that Docker publishes, can be one
 * address: the limits are what a crowd of people needs, not what a program can do.
 */
public final class AddressLimits {
  private static final double MEBIBYTE = 1024 * 1024;

  private final RateLimit sessions;
  private final RateLimit rooms;
  private final RateLimit reads;

  /**
   * The burst of each limit and the rate at which it is regained.
   *
   * @param sessions new sessions; a fifteenth of it is regained each second
   * @param rooms new rooms; as many are regained in an hour
   * @param readMebibytes of history that is read from the store, each second; eight times as much
   *     at once
   */
  public record Settings(int sessions, int rooms, int readMebibytes) {
    public static Settings from(Environment environment) {
      return new Settings(
          environment.integer("SESSIONS_PER_ADDRESS", 300, 1, 1_000_000),
          environment.integer("ROOMS_PER_ADDRESS", 300, 1, 1_000_000),
          environment.integer("READ_MIB_PER_ADDRESS", 8, 1, 10_000));
    }
  }

  public AddressLimits(Settings settings, LongSupplier nanoTime) {
    sessions = new RateLimit(settings.sessions() / 15.0, settings.sessions(), nanoTime);
    rooms = new RateLimit(settings.rooms() / 3_600.0, settings.rooms(), nanoTime);
    double readBytes = settings.readMebibytes() * MEBIBYTE;
    reads = new RateLimit(readBytes, 8 * readBytes, nanoTime);
  }

  /** Admits a new session; throws a refusal when there are too many. */
  public void newSession(String address) {
    if (!sessions.admits(address)) {
      throw Problem.passing(
              ProblemCode.TOO_MANY_SESSIONS,
              "Too many sessions are opened from this address; wait, or use one for longer.",
              sessions.waitSeconds(address))
          .refusal();
    }
  }

  /**
   * Admits a message that begins a room, from a caller who is not exempt; throws a refusal when
   * there are too many.
   */
  public void newRoom(Caller caller) {
    if (!rooms.admits(caller.address())) {
      throw Problem.passing(
              ProblemCode.TOO_MANY_ROOMS,
              "Too many rooms are begun from this address; wait, or use one that has messages.",
              rooms.waitSeconds(caller.address()))
          .refusal();
    }
  }

  /** Gives back what {@link #newRoom} took, when the room was not begun. */
  public void roomNotBegun(Caller caller) {
    rooms.charge(caller.address(), -1);
  }

  /** Admits a request for a page; throws a refusal when the pages before it were too much. */
  public void read(Caller caller) {
    if (!mayRead(caller)) {
      throw Problem.passing(
              ProblemCode.TOO_FAST,
              "Too much history is read from this address; wait a moment.",
              reads.waitSeconds(caller.address()))
          .refusal();
    }
  }

  /** Whether the caller's address may read more at present. */
  public boolean mayRead(Caller caller) {
    return caller.exempt() || reads.hasLeft(caller.address());
  }

  /** Charges the caller's address for a page that was read from the store for it. */
  public void hasRead(Caller caller, int bytes) {
    if (!caller.exempt()) {
      reads.charge(caller.address(), bytes);
    }
  }
}
