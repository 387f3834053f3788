package switchboard.console;

import java.io.IOException;
import java.util.Properties;

/** What the build wrote into the application. */
public final class Build {
  private Build() {}

  /** "Switchboard 0.1.0". */
  public static String nameAndNumber() throws IOException {
    var build = new Properties();
    try (var resource = Build.class.getResourceAsStream("build.properties")) {
      build.load(resource);
    }
    return "Switchboard " + build.getProperty("version");
  }
}
