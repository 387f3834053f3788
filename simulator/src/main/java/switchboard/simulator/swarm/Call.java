package switchboard.simulator.swarm;

import switchboard.simulator.measure.Stats;

/** One request under way. It ends once; whatever is reported after that is ignored. */
final class Call {
  private final Stats stats;
  private final String what;
  private final long intended;
  private Runnable onTimeout;
  private boolean open = true;

  /**
   * {@code what} is how a failure's sentence starts; {@code intended} is when the request should
   * have begun.
   */
  Call(Stats stats, String what, long intended) {
    this.stats = stats;
    this.what = what;
    this.intended = intended;
    stats.requestBegan();
  }

  boolean isOpen() {
    return open;
  }

  long intended() {
    return intended;
  }

  /** What is to be done, besides failing, when the request is not answered in time. */
  void onTimeout(Runnable action) {
    onTimeout = action;
  }

  void succeed() {
    if (close()) {
      stats.requestSucceeded(System.nanoTime() - intended);
    }
  }

  void fail(String reason) {
    if (close()) {
      stats.requestFailed(System.nanoTime() - intended, what + ": " + reason);
    }
  }

  /** The user leaves: nobody waits for the answer any more. */
  void withdraw() {
    if (close()) {
      stats.requestWithdrawn();
    }
  }

  void timeOut(String reason) {
    Runnable action = onTimeout;
    if (open) {
      fail(reason);
      if (action != null) {
        action.run();
      }
    }
  }

  private boolean close() {
    boolean was = open;
    open = false;
    // An ended call waits in line behind older ones: it must not hold on to its request meanwhile.
    onTimeout = null;
    return was;
  }
}
