package switchboard.chat.store.connection;

/**
 * Fails an operation that was not done in time because this process could not run for too long; the
 * store is not to blame. An append that failed this way may still have happened.
 */
public final class Overloaded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Overloaded() {
    super("This replica is too busy to answer in time.", null, false, false);
  }
}
