package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
  private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

  private static Duration after(Optional<Duration> before, Duration lived) {
    return ContainerTracker.BACKOFF.after(before, lived);
  }

  @Test
  void itDoublesUpToAMinute() {
    var waits =
        Stream.iterate(Duration.ofMillis(100), wait -> after(Optional.of(wait), SHORT_LIFE));

    assertThat(after(Optional.empty(), SHORT_LIFE)).hasMillis(100);
    assertThat(waits.limit(12).map(Duration::toMillis))
        .startsWith(100L, 200L, 400L, 800L)
        .endsWith(51_200L, 60_000L, 60_000L);
  }

  @Test
  void aLongLifeStartsItAfresh() {
    assertThat(after(Optional.of(Duration.ofSeconds(30)), Duration.ofSeconds(10))).hasMillis(100);
  }
}
