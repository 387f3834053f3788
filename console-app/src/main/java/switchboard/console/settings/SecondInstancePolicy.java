package switchboard.console.settings;

/** What a second start of the console does while its window is open. */
public enum SecondInstancePolicy {
  SHOW("Show the open window"),
  OPEN("Open another window");

  private final String words;

  SecondInstancePolicy(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
