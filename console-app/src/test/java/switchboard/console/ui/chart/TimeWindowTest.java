package switchboard.console.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:07Z");

  @Test
  void zoomIsNeverShorterThanFiveSeconds() {
    var window = new TimeWindow();
    window.zoomTo(START.plusSeconds(1), START);

    var zoom = window.zoomProperty().get().orElseThrow();

    assertThat(zoom.start()).isEqualTo(START.minusSeconds(2));
    assertThat(zoom.end()).isEqualTo(START.plusSeconds(3));
  }
}
