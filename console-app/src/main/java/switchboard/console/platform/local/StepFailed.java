package switchboard.console.platform.local;

/** Ends a change of what runs; its message says what happened. */
final class StepFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final String next;
  private final String details;

  StepFailed(String happened, String next, String details) {
    super(happened);
    this.next = next;
    this.details = details;
  }

  String next() {
    return next;
  }

  String details() {
    return details;
  }
}
