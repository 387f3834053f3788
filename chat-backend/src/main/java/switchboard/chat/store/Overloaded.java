package switchboard.chat.store;

/**
 * This process could not run for so long that what it was asked was not done in time; the store is
 * not to blame. An append that failed this way may still have happened.
 */
public final class Overloaded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Overloaded() {
    super("This replica is too busy to answer in time.", null, false, false);
  }
}
