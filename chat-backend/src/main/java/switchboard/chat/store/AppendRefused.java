package switchboard.chat.store;

/** Fails an append that the store did not take. Nothing was stored. */
public final class AppendRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  AppendRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Why the store did not take it. */
  public enum Reason {
    /** The sender has used the id for a message with another text. */
    ID_REUSED,
    /** The message would have begun a room, which it was not allowed to. */
    ROOM_IS_NEW,
    /** It would have begun a room beyond the maximum. */
    ROOMS_FULL,
    /** There is no space left on the store's disk or in its memory; later there may be. */
    STORE_FULL
  }
}
