package switchboard.chat.room;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.management.RateLimit;
import switchboard.chat.management.Refusal;
import switchboard.chat.metrics.ChatMetrics;
import switchboard.chat.request.AddressLimits;
import switchboard.chat.request.Caller;
import switchboard.chat.request.Validation;
import switchboard.chat.store.AppendRefused;
import switchboard.chat.store.AppendRefused.Reason;
import switchboard.chat.store.AppendResult;
import switchboard.chat.store.MessageStore;
import switchboard.chat.store.NewMessage;
import switchboard.chat.store.NewRooms;
import switchboard.chat.store.connection.Overloaded;
import switchboard.chat.store.connection.StoreUnavailable;

/**
 * Accepts messages, by HTTP or WebSocket: checks them, limits each user's rate, and makes them
 * durable.
 */
public final class Sending {
  private static final int UNAVAILABLE_SECONDS = 1;
  private static final int BUSY_SECONDS = 1;
  private static final int FULL_SECONDS = 5;

  /** Rooms are freed once a minute. */
  private static final int ROOMS_FULL_SECONDS = 60;

  private final MessageStore store;
  private final RateLimit rate;
  private final AddressLimits limits;
  private final int maxRooms;
  private final ChatMetrics metrics;
  private final InstantSource clock;

  /**
   * Accepts messages into a store.
   *
   * @param maxRooms that may have messages
   * @param clock that messages are stamped by
   */
  public Sending(
      MessageStore store,
      RateLimit rate,
      AddressLimits limits,
      int maxRooms,
      ChatMetrics metrics,
      InstantSource clock) {
    this.store = store;
    this.rate = rate;
    this.limits = limits;
    this.maxRooms = maxRooms;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Completes when the message is durable. Fails with a {@link Refusal}: 400 malformed, 413 text
   * too long, 409 id reused for another text, 429 too fast or too many rooms, 503 store
   * unavailable, in which case the message may still be stored, and sending it again under its id
   * is safe, 507 store full or rooms full.
   */
  public Future<AppendResult> send(Caller caller, String room, String id, String text) {
    try {
      Validation.id(id);
      Validation.text(text);
    } catch (Refusal refusal) {
      return Future.failedFuture(refusal);
    }
    if (!rate.admits(caller.user())) {
      return Future.failedFuture(
          Problem.passing(ProblemCode.TOO_FAST, "This user sends too fast; wait a second.", 1)
              .refusal());
    }
    long startedNanos = System.nanoTime();
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return store
        .inTime(append(caller, new NewMessage(room, id, caller.user(), text, at)))
        .onSuccess(appended -> metrics.appended(startedNanos, appended.duplicate()))
        .onFailure(
            failure -> {
              if (failure instanceof StoreUnavailable) {
                metrics.appendFailed();
              }
            })
        .recover(failure -> Future.failedFuture(refusal(failure)));
  }

  /**
   * Only the store knows whether a message begins a room: it is asked first, and then it counts.
   */
  private Future<AppendResult> append(Caller caller, NewMessage draft) {
    return store
        .append(draft, new NewRooms(caller.exempt(), maxRooms))
        .recover(
            failure ->
                failure instanceof AppendRefused refused && refused.reason() == Reason.ROOM_IS_NEW
                    ? beginRoom(caller, draft)
                    : Future.failedFuture(failure));
  }

  private Future<AppendResult> beginRoom(Caller caller, NewMessage draft) {
    limits.newRoom(caller);
    return store
        .append(draft, new NewRooms(true, maxRooms))
        .onFailure(failure -> limits.roomNotBegun(caller));
  }

  /** The refusal that answers a failure of the store. */
  public static Throwable refusal(Throwable failure) {
    return switch (failure) {
      case StoreUnavailable unavailable ->
          passing(ProblemCode.STORE_UNAVAILABLE, unavailable, "Try again.", UNAVAILABLE_SECONDS);
      case Overloaded overloaded ->
          passing(ProblemCode.OVERLOADED, overloaded, "Try again.", BUSY_SECONDS);
      case AppendRefused refused -> refusal(refused);
      default -> failure;
    };
  }

  private static Throwable refusal(AppendRefused refused) {
    return switch (refused.reason()) {
      case ID_REUSED ->
          Problem.of(
                  ProblemCode.ID_REUSED,
                  refused.getMessage() + " Nothing was stored; send it under an id of its own.")
              .refusal();
      case STORE_FULL ->
          passing(
              ProblemCode.STORE_FULL,
              refused,
              "Nothing was stored; try again later.",
              FULL_SECONDS);
      case ROOMS_FULL ->
          passing(
              ProblemCode.ROOMS_FULL,
              refused,
              "Use one that has messages, or try again later.",
              ROOMS_FULL_SECONDS);
      case ROOM_IS_NEW -> refused;
    };
  }

  private static Refusal passing(ProblemCode code, Throwable why, String advice, int seconds) {
    return Problem.passing(code, why.getMessage() + ' ' + advice, seconds).refusal();
  }
}
