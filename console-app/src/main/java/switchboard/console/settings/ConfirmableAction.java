package switchboard.console.settings;

/** What does harm to a running system, and may be asked about before it is done. */
public enum ConfirmableAction {
  KILL("Killing a replica"),
  FAULT("Freezing or stopping a replica"),
  STOP("Stopping the system"),
  /** Besides the time in which it can be given up; it cannot be undone. */
  DELETE("Deleting the messages");

  private final String words;

  ConfirmableAction(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
