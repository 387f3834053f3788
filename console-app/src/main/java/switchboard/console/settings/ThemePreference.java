package switchboard.console.settings;

/** The theme of the window. */
public enum ThemePreference {
  SYSTEM("Same as system"),
  DARK("Dark"),
  LIGHT("Light");

  private final String words;

  ThemePreference(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
