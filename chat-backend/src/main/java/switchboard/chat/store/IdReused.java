package switchboard.chat.store;

/**
 * Fails an append: the sender has used the id for a message with another text. Nothing was stored.
 */
public final class IdReused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IdReused(String id) {
    super("The id %s stands for a message with another text.".formatted(id), null, false, false);
  }
}
