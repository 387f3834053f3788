package switchboard.console.settings;

/** Which theme the window has. */
public enum ThemePreference {
  SYSTEM("As the system"),
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
