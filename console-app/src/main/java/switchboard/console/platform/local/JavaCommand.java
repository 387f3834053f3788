package switchboard.console.platform.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines for child JVMs: the JVM and the class path that the console itself runs on.
 *
 * @param java the launcher's path
 * @param classPath as {@code -cp} takes it
 */
record JavaCommand(Path java, String classPath) {
  /** One line a record, in the form that {@code java.util.logging.SimpleFormatter} documents. */
  private static final String LOG_FORMAT =
      "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n";

  static JavaCommand ofThisProcess() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new JavaCommand(java, System.getProperty("java.class.path"));
  }

  /**
   * A service of ours. The serial collector with an explicit young generation keeps many small JVMs
   * on few cores quick; C1 alone starts fastest.
   *
   * @param heapMebibytes the largest heap
   * @param youngMebibytes of it the young generation
   */
  List<String> service(String mainClass, int heapMebibytes, int youngMebibytes) {
    return command(
        List.of("-Xmx" + heapMebibytes + "m", "-Xmn" + youngMebibytes + "m", LOG_FORMAT),
        mainClass);
  }

  /** A helper process that does next to nothing. */
  List<String> small(String mainClass, String argument) {
    var command = new ArrayList<>(command(List.of("-Xmx16m"), mainClass));
    command.add(argument);
    return command;
  }

  private List<String> command(List<String> flags, String mainClass) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(flags);
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, mainClass));
    return List.copyOf(command);
  }
}
