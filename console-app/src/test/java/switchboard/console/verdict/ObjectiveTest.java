package switchboard.console.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "requests.p99<=250ms during fault",
        "requests.p99.9<=2s during run",
        "deliveries.p50<=100ms during baseline",
        "requests.failed<=0.1% during recovery",
        "requests.failed == 0 during run",
        "users.disconnectedSeconds<=60 during run",
        "recovery<=5s",
        "spread<=5%",
        "promql(\"max(up)\")<=1",
        "promql(\"sum(rate(x{a=\\\"b <= c\\\"}[1m]))\")<=0.5"
      })
  void objectiveReadsAsItIsWritten(String text) {
    assertThat(Objective.parse(text).text()).isEqualTo(text);
  }

  @Test
  void objectiveIsAboutTheWholeRunUnlessAPhaseIsNamed() {
    var objective = Objective.parse(" requests.p99 <= 250ms ");

    assertThat(objective)
        .isEqualTo(
            new Objective(new Figure.Percentile(Figure.Timed.REQUESTS, 99), 0.25, Phase.RUN, true));
    assertThat(objective.time()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void queryIsWithoutItsBackslashes() {
    assertThat(Objective.parse("promql(\"x{a=\\\"b\\\"}\")<=1").figure())
        .isEqualTo(new Figure.Query("x{a=\"b\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | Invalid objective ''. Use FIGURE<=LIMIT [during PHASE], such as requests.p99<=250ms"
            + " during fault.",
        "fast please | Invalid objective 'fast please'. Use FIGURE<=LIMIT",
        "requests.p99<= | Invalid objective 'requests.p99<='. Use FIGURE<=LIMIT",
        "requests.p99<=250ms during | Invalid objective 'requests.p99<=250ms during'. Use FIGURE",
        "request.p99<=250ms | Unknown figure 'request.p99' in 'request.p99<=250ms'. Use"
            + " requests.p99, deliveries.p99 or another percentile, requests.failed,"
            + " users.disconnectedSeconds, users.spread, recovery, spread or promql(\"QUERY\").",
        "messages.lost == 0 | Unknown figure 'messages.lost'",
        "requests.p100<=1s | Invalid percentile 'p100' in 'requests.p100<=1s'. Use one above p0 and"
            + " below p100.",
        "requests.p0<=1s | Invalid percentile 'p0'",
        "deliveries.pmax<=1s | Invalid percentile 'pmax'",
        "requests.p99<250ms | Invalid operator '<' in 'requests.p99<250ms'. Use <=, or == before"
            + " 0.",
        "requests.p99>=250ms | Invalid operator '>='",
        "requests.p99==250ms | Invalid limit '== 250ms' in 'requests.p99==250ms'. Use <= and a"
            + " duration, such as 250ms.",
        "requests.p99 == 0 | Invalid limit '== 0'",
        "requests.p99<=250 | Invalid limit '250' in 'requests.p99<=250'. Use a duration, such as"
            + " 250ms.",
        "requests.p99<=0ms | Invalid limit '0ms'",
        "requests.failed<=1 | Invalid limit '1' in 'requests.failed<=1'. Use a percentage from 0%"
            + " to 100%, such as 0.1%.",
        "requests.failed<=101% | Invalid limit '101%'",
        "requests.failed<=-1% | Invalid limit '-1%'",
        "spread<=many% | Invalid limit 'many%'",
        "users.disconnectedSeconds<=60s | Invalid limit '60s' in 'users.disconnectedSeconds<=60s'."
            + " Use a number of seconds without a unit, such as 60.",
        "recovery<=5 | Invalid limit '5' in 'recovery<=5'. Use a duration, such as 250ms.",
        "requests.p99<=1s during ramp | Unknown phase 'ramp' in 'requests.p99<=1s during ramp'. Use"
            + " baseline, fault, recovery or run.",
        "recovery<=5s during fault | A phase does not go with recovery in 'recovery<=5s during"
            + " fault'. Use it without 'during fault'.",
        "promql(up)<=1 | Invalid query in 'promql(up)<=1'. Use promql(\"QUERY\") with a backslash"
            + " before each \" in the query.",
        "promql(\"\")<=1 | Invalid query",
        "promql(\"up\")<=1s | Invalid limit '1s' in 'promql(\"up\")<=1s'. Use a number, such as"
            + " 0.95."
      })
  void wrongObjectiveSaysWhatIsExpected(String text, String message) {
    assertThatThrownBy(() -> Objective.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static Objectives named(String... texts) {
    return Objectives.DEFAULT.with(List.of(texts).stream().map(Objective::parse).toList());
  }

  @Test
  void namedOneReplacesThatOfEveryRunOnTheSameFigure() {
    var objectives = named("requests.failed<=1% during fault");

    assertThat(objectives.isDefault(Objectives.FAILED_REQUESTS)).isFalse();
    assertThat(objectives.isDefault(Objectives.RECOVERY)).isTrue();
    assertThat(objectives.isDefault(Objectives.DELIVERIES)).isTrue();
    assertThat(objectives.all()).hasSize(Objectives.DEFAULT.all().size());
    assertThat(named("deliveries.p95<=1s").isDefault(Objectives.DELIVERIES)).isTrue();
    assertThat(named("deliveries.p99<=5s").isDefault(Objectives.DELIVERIES)).isFalse();
  }

  @Test
  void figureHasOneLimitForEachPhase() {
    assertThat(named("requests.p99<=1s during fault", "requests.p99<=250ms").all())
        .hasSize(Objectives.DEFAULT.all().size() + 2);
    assertThatThrownBy(() -> named("requests.p99<=1s", "requests.p99<=2s during run"))
        .hasMessage("Two limits of requests.p99<=2s during run. Use one of them.");
    assertThatThrownBy(() -> named("recovery<=1s", "recovery<=2s"))
        .hasMessageStartingWith("Two limits of recovery<=2s.");
  }

  @Test
  void simulatorMayBeLateByATenthOfTheTightestLimitOrTenMilliseconds() {
    assertThat(Objectives.DEFAULT.latenessLimit()).isEqualTo(Duration.ofMillis(100));
    assertThat(named("requests.p99<=250ms").latenessLimit()).isEqualTo(Duration.ofMillis(25));
    assertThat(named("requests.p99<=50ms").latenessLimit()).isEqualTo(Duration.ofMillis(10));
    assertThat(named("recovery<=1s").latenessLimit()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void onlyTimesOfTheBaselineHaveToBeSteady() {
    assertThat(named("requests.p99<=1s during baseline").areOnTimesOfTheBaseline()).isTrue();
    assertThat(named("requests.failed<=1% during baseline").areOnTimesOfTheBaseline()).isFalse();
    assertThat(named("requests.p99<=1s during fault").areOnTimesOfTheBaseline()).isFalse();
  }
}
