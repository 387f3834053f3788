package switchboard.console.settings;

/** An action that affects a running system and may need a confirmation. */
public enum ConfirmableAction {
  KILL("Killing a replica"),
  FAULT("Injecting any other fault"),
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
