package switchboard.console;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where the console keeps what belongs to its user. */
public final class UserFolder {
  private UserFolder() {}

  /** For what the user chose and for secrets made for him; it may not be there yet. */
  public static Path configuration(Map<String, String> environment) {
    return configuration(
        System.getProperty("os.name"), environment, System.getProperty("user.home"));
  }

  static Path configuration(String system, Map<String, String> environment, String home) {
    var name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows") && environment.containsKey("APPDATA")) {
      return Path.of(environment.get("APPDATA"), "Switchboard");
    }
    if (name.startsWith("mac")) {
      return Path.of(home, "Library", "Application Support", "Switchboard");
    }
    var configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return (configured.isBlank() ? Path.of(home, ".config") : Path.of(configured))
        .resolve("switchboard");
  }
}
