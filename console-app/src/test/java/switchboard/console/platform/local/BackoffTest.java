package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static Duration next(Optional<Duration> before, Duration readyFor) {
    return Supervisor.BACKOFF.after(before, readyFor);
  }

  @Test
  void firstDeathWaitsNotAtAllAndLaterOnesEverLonger() {
    var waits =
        Stream.iterate(
            next(Optional.empty(), Duration.ZERO),
            before -> next(Optional.of(before), Duration.ZERO));

    assertThat(waits.limit(8).map(Duration::toMillis))
        .containsExactly(0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
  }

  @Test
  void childThatWasReadyForLongStartsAfresh() {
    assertThat(next(Optional.of(Duration.ofSeconds(2)), Duration.ofSeconds(30))).isZero();
  }
}
