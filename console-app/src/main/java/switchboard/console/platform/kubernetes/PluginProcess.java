package switchboard.console.platform.kubernetes;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a credential plugin and keeps its output and its warnings apart. */
final class PluginProcess {
  /** Somebody may have to log in, in a browser that it opens. */
  private static final long SECONDS_TO_ANSWER = 120;

  private PluginProcess() {}

  /**
   * The result.
   *
   * @param errors what it said beside its answer
   */
  record Result(int exitCode, String output, String errors) {}

  /**
   * Runs it without a terminal.
   *
   * @param command a path, or the name of one on the PATH
   * @param added to this process's environment, for the command
   * @param environment of which the PATH is
   * @throws IOException when there is no such command, or it does not end
   */
  static Result run(
      String command,
      List<String> arguments,
      Map<String, String> added,
      Map<String, String> environment)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of(found(command, environment)));
    line.addAll(arguments);
    var builder = new ProcessBuilder(line);
    builder.environment().putAll(added);
    var process = builder.start();
    try {
      process.getOutputStream().close();
      var output = reading(process.getInputStream());
      var errors = reading(process.getErrorStream());
      if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
        throw new IOException("it did not respond within " + SECONDS_TO_ANSWER + " seconds");
      }
      return new Result(process.exitValue(), output.get(), errors.get());
    } catch (ExecutionException e) {
      throw new IOException("its output breaks off", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  private static String found(String command, Map<String, String> environment) {
    if (command.contains(File.separator)) {
      return command;
    }
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> Stream.of(command, command + ".exe").map(Path.of(folder)::resolve))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .map(Path::toString)
        .findFirst()
        .orElse(command);
  }

  /** On a platform thread: reading a pipe would hold a virtual thread's carrier. */
  private static CompletableFuture<String> reading(InputStream from) {
    var read = new CompletableFuture<String>();
    Thread.ofPlatform()
        .daemon()
        .name("plugin-output")
        .start(
            () -> {
              try (from) {
                read.complete(new String(from.readAllBytes(), StandardCharsets.UTF_8));
              } catch (IOException e) {
                read.completeExceptionally(e);
              }
            });
    return read;
  }
}
