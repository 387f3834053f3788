package switchboard.console.platform.compose.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import switchboard.console.platform.base.CommandRunner;
import switchboard.console.platform.base.CommandRunner.Printed;

/**
 * The engine by its command line, which reaches it where the console does: on every system, and
 * without the console's libraries.
 */
final class DockerCommand implements PausedContainers.Engine {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Override
  public boolean resume(String id, Instant started) {
    try {
      var seen =
          docker("container", "inspect", "--format", "{{.State.Paused}} {{.State.StartedAt}}", id);
      if (seen.code() != 0) {
        return seen.errors().contains("No such container");
      }
      return !isPaused(seen.output(), started) || docker("unpause", id).code() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether a container is paused in the life that began then. */
  static boolean isPaused(String inspected, Instant started) {
    var words = inspected.strip().split(" ", -1);
    try {
      return words.length == 2
          && words[0].equals("true")
          && OffsetDateTime.parse(words[1]).toInstant().equals(started);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Printed docker(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return CommandRunner.capture(command, Path.of("").toAbsolutePath(), Map.of(), TIMEOUT);
  }
}
