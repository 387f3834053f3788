package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Asks the system, by {@code nice} without a command, which prints the niceness it runs with. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PriorityTest {
  @Test
  void whoMeasuresIsServedBeforeTheServicesAndTheyBeforeWhoWatches() throws IOException {
    var found = new ArrayList<Integer>();
    for (var priority : List.of(Priority.LOAD, Priority.SERVICE, Priority.WATCHER)) {
      found.add(niceness(priority.of(List.of("nice"))));
    }

    assertThat(found).isSorted().doesNotHaveDuplicates();
  }

  private static int niceness(List<String> command) throws IOException {
    var process = new ProcessBuilder(command).start();
    try (var answer = process.inputReader(StandardCharsets.US_ASCII)) {
      return Integer.parseInt(answer.readLine());
    }
  }
}
