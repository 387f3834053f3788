package switchboard.chat.store;

/** Fails an append that would begin a room beyond the maximum. Nothing was stored. */
public final class RoomsFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RoomsFull() {
    super("As many rooms have messages as may.", null, false, false);
  }
}
