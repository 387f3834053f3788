package switchboard.console.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program that an engine brings, such as {@code docker}, run until it ends. */
public final class Tool {
  private static final long SECONDS_TO_END = 10;

  private Tool() {}

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

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.toHandle().destroy();
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
