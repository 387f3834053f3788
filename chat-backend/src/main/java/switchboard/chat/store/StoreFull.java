package switchboard.chat.store;

/**
 * Fails an append: the store has no space left, on its disk or in its memory. Nothing was stored.
 * It takes messages again once there is room.
 */
public final class StoreFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFull(String message) {
    super(message, null, false, false);
  }
}
