package switchboard.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PastTest {
  @Test
  void spanGrowsWithTheSystem() {
    assertThat(Past.AUTOMATIC.span(Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Past.AUTOMATIC.span(Duration.ofSeconds(100))).isEqualTo(Duration.ofMinutes(2));
    assertThat(Past.AUTOMATIC.span(Duration.ofHours(2))).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void chosenSpanStays() {
    assertThat(Past.ONE.span(Duration.ofHours(2))).isEqualTo(Duration.ofMinutes(1));
    assertThat(Past.SIXTY.span(Duration.ZERO)).isEqualTo(Duration.ofHours(1));
  }
}
