package switchboard.console.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a command of an engine, such as {@code docker}, until it ends. */
public final class CommandRunner {
  private static final long SECONDS_TO_END = 10;

  private CommandRunner() {}

  /**
   * Runs a command and returns its exit code. An interrupt ends the command with SIGTERM, and after
   * ten seconds with SIGKILL.
   *
   * @param environment added to this process's own
   * @param line gets what the command prints, one line after the other
   * @throws IOException when there is no such command
   */
  public static int run(
      List<String> command, Path folder, Map<String, String> environment, Consumer<String> line)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    // A platform thread: reading a pipe would hold a virtual thread's carrier.
    var reader =
        Thread.ofPlatform()
            .daemon()
            .name("tool-output")
            .start(() -> process.inputReader().lines().forEach(line));
    try {
      var code = process.waitFor();
      reader.join();
      return code;
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  /**
   * The output of a command.
   *
   * @param output to its standard output, {@code errors} to its standard error
   */
  public record Printed(int code, String output, String errors) {}

  /**
   * Runs a command that prints a document, and returns that apart from what it says beside it. An
   * interrupt ends the command as with {@link #run}.
   *
   * @param environment added to this process's own
   * @throws IOException when there is no such command
   */
  public static Printed capture(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new StringBuilder();
    var errors = new StringBuilder();
    // Both in parallel: a command waits until its pipe has been emptied.
    var readers =
        List.of(collect(process.inputReader(), output), collect(process.errorReader(), errors));
    try {
      var code = process.waitFor();
      for (var reader : readers) {
        reader.join();
      }
      return new Printed(code, output.toString(), errors.toString());
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  private static Thread collect(BufferedReader from, StringBuilder into) {
    return Thread.ofPlatform()
        .daemon()
        .name("tool-output")
        .start(() -> from.lines().forEach(line -> into.append(line).append('\n')));
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.toHandle().destroy();
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
