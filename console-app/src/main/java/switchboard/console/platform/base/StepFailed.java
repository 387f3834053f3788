package switchboard.console.platform.base;

import switchboard.console.Failure;

/** A change that failed; the message says what happened. */
public final class StepFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final String next;
  private final String details;

  public StepFailed(String happened, String next, String details) {
    super(happened);
    this.next = next;
    this.details = details;
  }

  /** What happened and what to do, for the step that failed: the failure itself ends a clean-up. */
  public String advice() {
    return next.isEmpty() ? getMessage() : getMessage() + ". " + next;
  }

  /**
   * The failure of what the step was a part of.
   *
   * @param tried what that was
   */
  public Failure failure(String tried) {
    return new Failure(tried, getMessage(), next, details);
  }

  public String next() {
    return next;
  }

  public String details() {
    return details;
  }
}
