package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff();

  @Test
  void firstDeathWaitsNotAtAllAndLaterOnesEverLonger() {
    var waits = Stream.generate(() -> backoff.next(Duration.ZERO)).limit(8).map(Duration::toMillis);

    assertThat(waits).containsExactly(0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
  }

  @Test
  void childThatWasReadyForLongStartsAfresh() {
    backoff.next(Duration.ZERO);
    backoff.next(Duration.ZERO);

    assertThat(backoff.next(Backoff.HEALTHY)).isZero();
  }

  @Test
  void childThatAnOperatorStartsBeginsAfresh() {
    backoff.next(Duration.ZERO);
    backoff.next(Duration.ZERO);

    backoff.startAfresh();

    assertThat(backoff.next(Duration.ZERO)).isZero();
  }
}
