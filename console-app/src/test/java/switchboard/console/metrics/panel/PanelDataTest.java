package switchboard.console.metrics.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanelDataTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void lastKeepsTheEnd() {
    var values = new double[901];
    Arrays.setAll(values, i -> i);
    var data =
        new PanelData(
            Panels.forScrapesEvery(Duration.ofSeconds(1)).requests(),
            START,
            Duration.ofSeconds(1),
            values.length,
            List.of(new Line("backend-1", values)),
            Optional.empty(),
            Optional.of(new Line("strain", values)),
            new PanelStatus.Current());
    var last = data.last(Duration.ofMinutes(1));
    assertThat(last.end()).isEqualTo(data.end());
    assertThat(last.start()).isEqualTo(data.end().minusSeconds(60));
    assertThat(last.lines().getFirst().value(0)).isEqualTo(840);
    assertThat(last.strain().orElseThrow().value(0)).isEqualTo(840);
    assertThat(data.last(Duration.ofMinutes(15))).isSameAs(data);
  }
}
