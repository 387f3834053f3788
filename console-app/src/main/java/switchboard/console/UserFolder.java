package switchboard.console;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The folders of the console's user: settings, data and caches. */
public final class UserFolder {
  private UserFolder() {}

  /** For the user's settings and the secrets made for them. The folder may not exist yet. */
  public static Path configuration(Map<String, String> environment) {
    return configuration(
        System.getProperty("os.name"), environment, System.getProperty("user.home"));
  }

  /** For what the console has to remember on this machine; it may not be there yet. */
  public static Path data(Map<String, String> environment) {
    return data(System.getProperty("os.name"), environment, System.getProperty("user.home"));
  }

  /** For files that may be deleted at any time; it may not be there yet. */
  public static Path caches(Map<String, String> environment) {
    return caches(System.getProperty("os.name"), environment, System.getProperty("user.home"));
  }

  static Path caches(String system, Map<String, String> environment, String home) {
    var xdg = base(environment, "XDG_CACHE_HOME", home, Path.of(".cache"));
    return folder(system, environment, "LOCALAPPDATA", Path.of(home, "Library", "Caches"), xdg);
  }

  static Path data(String system, Map<String, String> environment, String home) {
    var xdg = base(environment, "XDG_DATA_HOME", home, Path.of(".local", "share"));
    var library = Path.of(home, "Library", "Application Support");
    return folder(system, environment, "LOCALAPPDATA", library, xdg);
  }

  static Path configuration(String system, Map<String, String> environment, String home) {
    var xdg = base(environment, "XDG_CONFIG_HOME", home, Path.of(".config"));
    var library = Path.of(home, "Library", "Application Support");
    return folder(system, environment, "APPDATA", library, xdg);
  }

  /**
   * @param variable that names the folder on Windows
   * @param library the folder on macOS
   * @param xdg the folder elsewhere, and on a Windows without the variable
   */
  private static Path folder(
      String system, Map<String, String> environment, String variable, Path library, Path xdg) {
    var name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows") && environment.containsKey(variable)) {
      return Path.of(environment.get(variable), "Switchboard");
    }
    return name.startsWith("mac") ? library.resolve("Switchboard") : xdg.resolve("switchboard");
  }

  /** As the XDG Base Directory Specification says: a path that is not absolute is ignored. */
  private static Path base(
      Map<String, String> environment, String variable, String home, Path usual) {
    var configured = Path.of(environment.getOrDefault(variable, ""));
    return configured.isAbsolute() ? configured : Path.of(home).resolve(usual);
  }
}
