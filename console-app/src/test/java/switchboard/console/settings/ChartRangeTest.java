package switchboard.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChartRangeTest {
  @Test
  void spanGrowsWithTheSystem() {
    assertThat(ChartRange.AUTOMATIC.span(Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
    assertThat(ChartRange.AUTOMATIC.span(Duration.ofSeconds(100))).isEqualTo(Duration.ofMinutes(2));
    assertThat(ChartRange.AUTOMATIC.span(Duration.ofHours(2))).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void chosenSpanStays() {
    assertThat(ChartRange.ONE.span(Duration.ofHours(2))).isEqualTo(Duration.ofMinutes(1));
    assertThat(ChartRange.SIXTY.span(Duration.ZERO)).isEqualTo(Duration.ofHours(1));
  }
}
