package switchboard.console.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.load.SampleStats;

class AbortConditionTest {
  private static final SampleStats BEFORE = SampleStats.UNHARMED;

  private static Population since(SampleStats until) {
    return Population.between(BEFORE.stats(), until.stats());
  }

  @Test
  void conditionIsReadAndWritten() {
    var condition = AbortCondition.parse(" requests.failed > 5%  for 10s ");

    assertThat(condition.window()).isEqualTo(Duration.ofSeconds(10));
    assertThat(condition.text()).isEqualTo("requests.failed>5% for 10s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requests.failed>5%          | Use FIGURE>LIMIT for DURATION",
        "requests.failed<5% for 10s  | Use FIGURE>LIMIT for DURATION",
        "errors>5% for 10s           | Unknown figure 'errors'",
        "recovery>5s for 10s         | recovery is not known while a run lasts",
        "requests.failed>5 for 10s   | a percentage",
        "requests.failed>5% for soon | Invalid duration 'soon'",
        "requests.failed>5% for 6m   | Use 1s to 5m.",
        "requests.failed>5% for 10ms | Use 1s to 5m.",
      })
  void whatIsWrongComesWithWhatIsExpected(String text, String said) {
    assertThatThrownBy(() -> AbortCondition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void itHoldsWhenTheFigureIsOverTheLimitAndNotWhenThereIsNone() {
    var condition = AbortCondition.parse("requests.failed>5% for 10s");

    assertThat(condition.exceeded(since(BEFORE.withTotal(1_100).withFailed(5)))).isEmpty();
    assertThat(condition.exceeded(since(BEFORE.withTotal(1_100).withFailed(6))))
        .contains("requests.failed>5% for 10s: 6.00 %");
    assertThat(condition.exceeded(since(BEFORE))).isEmpty();
  }

  @Test
  void timesAndDisconnectedUsersAreConditionsToo() {
    var slow = since(BEFORE.withMoreRequests(SampleStats.times(3, 2_000_000)));

    assertThat(AbortCondition.parse("requests.p50>1s for 5s").exceeded(slow)).isPresent();
    assertThat(AbortCondition.parse("deliveries.p50>1s for 5s").exceeded(slow)).isEmpty();
    assertThat(AbortCondition.parse("users.disconnectedSeconds>60 for 5s").exceeded(slow))
        .isEmpty();
  }
}
