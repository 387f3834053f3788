package switchboard.console.platform.base;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small processes beside the console, which run on its JVM and class path and outlive it. */
public final class HelperProcess {
  private HelperProcess() {}

  /** The launcher of the JVM that this process runs on. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** What this process runs on, as {@code -cp} takes it. */
  public static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** The command line of a process that does next to nothing. */
  public static List<String> command(
      Path java, String classPath, String mainClass, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m"));
    command.addAll(List.of("-Duser.language=en", "-cp", classPath, mainClass));
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
