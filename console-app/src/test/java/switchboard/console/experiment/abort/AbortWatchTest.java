package switchboard.console.experiment.abort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.load.SampleStats;
import switchboard.console.verdict.AbortCondition;

class AbortWatchTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private final AbortWatch watch =
      new AbortWatch(
          List.of(
              AbortCondition.parse("requests.failed>5% for 10s"),
              AbortCondition.parse("requests.failed>50% for 2s")));
  private int second;
  private int total = 1_000;
  private int failed;

  /** Of a hundred requests in the next second. */
  private Optional<String> next(int failing) {
    total += 100;
    failed += failing;
    second++;
    return watch.observe(
        SampleStats.UNHARMED.withTotal(total).withFailed(failed).stats(), AT.plusSeconds(second));
  }

  @Test
  void figureIsMeasuredOverTheWholeWindow() {
    for (var each = 0; each < 10; each++) {
      assertThat(next(6)).as("second %s", each).isEmpty();
    }

    assertThat(next(6)).contains("requests.failed>5% for 10s: 6.00 %");
  }

  @Test
  void momentThatIsWithinTheLimitOnAverageIsForgiven() {
    for (var each = 0; each < 30; each++) {
      assertThat(next(each % 10 == 0 ? 40 : 0)).isEmpty();
    }
  }

  @Test
  void shorterWindowHasItsOwnLimit() {
    next(0);
    assertThat(next(80)).isEmpty();

    assertThat(next(80)).contains("requests.failed>50% for 2s: 80.0 %");
  }

  @Test
  void simulatorThatLostItsCountsBeginsAfresh() {
    for (var each = 0; each < 10; each++) {
      next(6);
    }
    var afresh = SampleStats.UNHARMED.restarted().withTotal(100).withFailed(100).stats();

    assertThat(watch.observe(afresh, AT.plusSeconds(second + 1))).isEmpty();
  }
}
