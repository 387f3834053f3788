package switchboard.console.platform.base;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a command of an engine, such as {@code docker}, until it ends. An interrupt ends the command
 * with SIGTERM, and after ten seconds with SIGKILL.
 */
public final class CommandRunner {
  private static final long SECONDS_TO_END = 10;
  private static final int KEPT_LINES = 60;
  private static final Duration FOREVER = Duration.ofDays(365);

  private CommandRunner() {}

  /**
   * A command that has ended.
   *
   * @param last the newest lines that it printed, {@value #KEPT_LINES} at most
   */
  public record Ended(int code, List<String> last) {
    /** The lines as one text. */
    public String text() {
      return String.join("\n", last);
    }
  }

  /**
   * Runs a command.
   *
   * @param environment added to this process's own
   * @param line gets what the command prints, one line after the other
   * @throws IOException when there is no such command
   */
  public static Ended run(
      List<String> command, Path folder, Map<String, String> environment, Consumer<String> line)
      throws IOException, InterruptedException {
    var process = start(command, folder, environment, true);
    var last = new ArrayDeque<String>();
    var reader =
        collect(
            process.inputReader(),
            text -> {
              if (last.size() == KEPT_LINES) {
                last.removeFirst();
              }
              last.addLast(text);
              line.accept(text);
            });
    var code = await(process, FOREVER, List.of(reader));
    return new Ended(code, List.copyOf(last));
  }

  /**
   * The output of a command.
   *
   * @param output to its standard output, {@code errors} to its standard error
   */
  public record Printed(int code, String output, String errors) {}

  /**
   * Runs a command that prints a document, and returns that apart from what it says beside it.
   *
   * @param environment added to this process's own
   * @throws IOException when there is no such command
   */
  public static Printed capture(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    return capture(command, folder, environment, FOREVER);
  }

  /**
   * The same, of a command that is ended when it takes longer.
   *
   * @throws IOException then, too
   */
  public static Printed capture(
      List<String> command, Path folder, Map<String, String> environment, Duration timeout)
      throws IOException, InterruptedException {
    var process = start(command, folder, environment, false);
    var output = new StringBuilder();
    var errors = new StringBuilder();
    // Both in parallel: a command waits until its pipe has been emptied.
    var readers =
        List.of(
            collect(process.inputReader(), line -> output.append(line).append('\n')),
            collect(process.errorReader(), line -> errors.append(line).append('\n')));
    var code = await(process, timeout, readers);
    return new Printed(code, output.toString(), errors.toString());
  }

  private static Process start(
      List<String> command, Path folder, Map<String, String> environment, boolean together)
      throws IOException {
    var builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(together);
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** On a platform thread: reading a pipe would hold a virtual thread's carrier. */
  private static Thread collect(BufferedReader from, Consumer<String> line) {
    return Thread.ofPlatform().daemon().name("tool-output").start(() -> from.lines().forEach(line));
  }

  private static int await(Process process, Duration timeout, List<Thread> readers)
      throws IOException, InterruptedException {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        throw new IOException("it did not respond within " + timeout.toSeconds() + " seconds");
      }
      for (var reader : readers) {
        reader.join();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
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
