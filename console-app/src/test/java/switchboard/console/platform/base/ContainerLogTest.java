package switchboard.console.platform.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.LogLine;

@Tag("locales")
class ContainerLogTest {
  private final ContainerLog lines = new ContainerLog("store");

  private void printed(String text) {
    lines.add(text);
  }

  @Test
  void bothStreamsAreInTheOrderOfTime() {
    printed("2026-01-01T00:00:02.000000000Z second\n");
    printed("2026-01-01T00:00:01.500000000Z first\n");

    assertThat(lines.newest(10))
        .containsExactly(
            new LogLine(Instant.parse("2026-01-01T00:00:01.500Z"), "store", "first"),
            new LogLine(Instant.parse("2026-01-01T00:00:02Z"), "store", "second"));
  }

  @Test
  void onlyTheNewestAreKeptAndALongOneIsCut() {
    printed("2026-01-01T00:00:01Z old\n");
    printed("2026-01-01T00:00:02Z " + "x".repeat(5_000) + "\n");

    assertThat(lines.newest(1))
        .singleElement()
        .satisfies(line -> assertThat(line.text()).hasSize(2_001).endsWith("…"));
  }
}
