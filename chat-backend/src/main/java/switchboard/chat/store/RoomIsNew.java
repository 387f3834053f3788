package switchboard.chat.store;

/**
 * Fails an append that would have begun a room, which it was not allowed to. Nothing was stored.
 */
public final class RoomIsNew extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RoomIsNew() {
    super("The room has no messages yet.", null, false, false);
  }
}
