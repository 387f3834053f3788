package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessFiguresTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  @EnabledOnOs(OS.LINUX)
  void processHasUsedTimeAndMemory() throws IOException {
    var figures = ProcessFigures.of(ProcessHandle.current().pid(), NOW).orElseThrow();

    assertThat(figures.at()).isEqualTo(NOW);
    assertThat(figures.cpuTime()).isPositive();
    var pages = Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", 3)[1]);
    assertThat(figures.memoryBytes().orElseThrow()).isBetween(pages * 2_048, pages * 8_192);
  }

  @Test
  void processThatEndedHasNoFigures() throws Exception {
    var ended = new ProcessBuilder(JavaCommand.ofThisProcess().java().toString(), "-version");
    var process = ended.redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    process.waitFor();

    assertThat(ProcessFigures.of(process.pid(), NOW)).isEmpty();
  }
}
