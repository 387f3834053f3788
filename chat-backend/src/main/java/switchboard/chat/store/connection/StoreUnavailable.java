package switchboard.chat.store.connection;

/**
 * Fails an operation: the store did not answer in time, or refused. An append that failed this way
 * may still have happened.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message) {
    super(message, null, false, false);
  }
}
