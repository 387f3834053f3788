package switchboard.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class BackoffTest {
  private final Backoff backoff = new Backoff();

  @RepeatedTest(50)
  void waitsGrowFromQuickToFiveSecondsAndStartAgain(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());

    assertThat(backoff.next(random)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(2));
    assertThat(backoff.next(random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    for (int i = 0; i < 40; i++) {
      assertThat(backoff.next(random)).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
    }
    backoff.reset();
    assertThat(backoff.next(random)).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }
}
