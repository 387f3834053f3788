package switchboard.console.settings;

/** What happens when the console is started while its window is open already. */
public enum SecondInstancePolicy {
  SHOW("Shows the window that is open"),
  OPEN("Opens another window");

  private final String words;

  SecondInstancePolicy(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
