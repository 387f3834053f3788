package switchboard.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff();

  @RepeatedTest(50)
  void waitsGrowToSixSecondsAndStartAgain(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());

    assertThat(backoff.next(random)).isBetween(Duration.ZERO, Duration.ofSeconds(3));
    assertThat(backoff.next(random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    for (int i = 0; i < 40; i++) {
      assertThat(backoff.next(random)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
    }
    backoff.reset();
    assertThat(backoff.next(random)).isLessThanOrEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void usersWhoBreakTogetherComeBackEvenlyOverTheFirstWindow() {
    var random = new Random(1);

    var perHalfSecond = new int[7];
    IntStream.range(0, 10_000)
        .forEach(user -> perHalfSecond[(int) new Backoff().next(random).toMillis() / 500]++);

    assertThat(IntStream.of(perHalfSecond).max().orElseThrow()).isLessThan(2_000);
  }

  @RepeatedTest(20)
  void onlyTheFirstOfSeveralSilencesIsMetAtOnce(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());

    assertThat(backoff.quick(random)).isLessThanOrEqualTo(Duration.ofMillis(250));
    assertThat(backoff.quick(random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(backoff.quick(random)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
  }
}
