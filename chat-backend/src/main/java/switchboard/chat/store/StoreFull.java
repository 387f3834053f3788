package switchboard.chat.store;

/**
 * The store has no room left, on its disk or in its memory, and refused a message: nothing was
 * stored. It takes messages again once there is room.
 */
public final class StoreFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFull(String message) {
    super(message, null, false, false);
  }
}
