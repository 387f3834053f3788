package switchboard.console.capacity;

/** Ends what is under way, and whatever would come after it. Any thread may call. */
final class Aborting {
  private static final Runnable NOTHING = () -> {};

  private Runnable action = NOTHING;
  private boolean aborted;

  /** Something is under way that an action ends; at once when it is to be ended already. */
  synchronized void begin(Runnable ending) {
    action = ending;
    if (aborted) {
      ending.run();
    }
  }

  /** Nothing is under way. */
  synchronized void end() {
    action = NOTHING;
  }

  synchronized void abort() {
    aborted = true;
    action.run();
  }

  synchronized boolean isAborted() {
    return aborted;
  }
}
