package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
  private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

  @Test
  void itDoublesUpToAMinute() {
    var waits =
        Stream.iterate(Duration.ofMillis(100), wait -> RestartBackoff.after(wait, SHORT_LIFE));

    assertThat(RestartBackoff.after(Duration.ZERO, SHORT_LIFE)).hasMillis(100);
    assertThat(waits.limit(12).map(Duration::toMillis))
        .startsWith(100L, 200L, 400L, 800L)
        .endsWith(51_200L, 60_000L, 60_000L);
  }

  @Test
  void aLongLifeStartsItAfresh() {
    assertThat(RestartBackoff.after(Duration.ofSeconds(30), Duration.ofSeconds(10))).hasMillis(100);
  }
}
