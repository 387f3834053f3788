package switchboard.simulator.swarm;

import switchboard.simulator.measure.Failure;
import switchboard.simulator.measure.Stats;

/** One request under way. It ends once; whatever is reported after that is ignored. */
final class Call {
  private final Stats stats;
  private final Operation operation;
  private final String user;
  private final long intended;
  private String through = Failure.UNKNOWN_REPLICA;
  private int status;
  private int attempts = 1;
  private Runnable onTimeout;
  private boolean open = true;

  /** {@code intended} is when the request should have begun. */
  Call(Stats stats, Operation operation, String user, long intended) {
    this.stats = stats;
    this.operation = operation;
    this.user = user;
    this.intended = intended;
    stats.requestBegan();
  }

  boolean isOpen() {
    return open;
  }

  long intended() {
    return intended;
  }

  /** Sets an action to run, besides failing, when the request is not answered in time. */
  void onTimeout(Runnable action) {
    onTimeout = action;
  }

  /** Sets the replica that serves it; null when that is not known. */
  void through(String replica) {
    through = replica == null ? Failure.UNKNOWN_REPLICA : replica;
  }

  /** Records an answer with this status; see {@link #through} for the replica. */
  void answered(int answerStatus, String replica) {
    status = answerStatus;
    through(replica);
  }

  /** Sets how often the request has been sent, when that is not once. */
  void attempts(int times) {
    attempts = times;
  }

  void succeed() {
    if (close()) {
      stats.requestSucceeded(System.nanoTime() - intended);
    }
  }

  void fail(String reason) {
    if (close()) {
      long nanos = System.nanoTime() - intended;
      stats.requestFailed(
          new Failure(
              System.currentTimeMillis(),
              user,
              operation.route(),
              operation.method(),
              through,
              status,
              reason,
              nanos,
              attempts));
    }
  }

  /** Cancels the call: its user leaves. */
  void withdraw() {
    if (close()) {
      stats.requestWithdrawn();
    }
  }

  void timeOut(String reason) {
    var action = onTimeout;
    if (open) {
      fail(reason);
      if (action != null) {
        action.run();
      }
    }
  }

  private boolean close() {
    var was = open;
    open = false;
    // An ended call waits in line behind older ones: it must not hold on to its request meanwhile.
    onTimeout = null;
    return was;
  }
}
