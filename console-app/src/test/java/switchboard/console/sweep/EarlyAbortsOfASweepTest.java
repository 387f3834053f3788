package switchboard.console.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import switchboard.console.sweep.search.ModelTarget;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;

class EarlyAbortsOfASweepTest {
  private static SweepPlan plan(Duration warmUp, Duration duration, String... objectives) {
    var plan = SamplePlan.of(ModelTarget.SPACE);
    var named = Stream.of(objectives).map(Objective::parse).toList();
    return new SweepPlan(
        plan.space(),
        plan.weights(),
        plan.load(),
        new Criteria(Objectives.DEFAULT.with(named), false),
        true,
        true,
        warmUp,
        duration,
        1);
  }

  private static List<String> conditions(SweepPlan of) {
    var any = of.space().largest();
    return of.experiment(any, 1).plan().schedule().aborts().stream()
        .map(AbortCondition::text)
        .toList();
  }

  @Test
  void halfOfTenSecondsOverTheLimitIsAClearMiss() {
    var ofAMinute = Duration.ofMinutes(1);

    assertThat(conditions(plan(Duration.ZERO, ofAMinute, "deliveries.p99<=100ms")))
        .containsExactly("requests.failed>5% for 10s", "deliveries.p50>100ms for 10s");
    // Of 20 s with the warm-up in it, three quarters are slow when half of the rest is.
    assertThat(conditions(plan(Duration.ofSeconds(10), ofAMinute, "deliveries.p99<=100ms")))
        .contains("deliveries.p25>100ms for 20s");
  }

  @Test
  void tenSlowSecondsOfALongMeasurementDecideNothing() {
    assertThat(conditions(plan(Duration.ZERO, Duration.ofMinutes(10), "deliveries.p99<=100ms")))
        .noneMatch(each -> each.startsWith("deliveries"));
    assertThat(conditions(plan(Duration.ZERO, Duration.ofMinutes(5), "requests.p95<=100ms")))
        .noneMatch(each -> each.startsWith("requests.p"));
  }

  @Test
  void failuresThatAreAllowedOverAllAreNoClearMissInTenSeconds() {
    // 100 users join in 1 s: 3 % of 61 s are as many as 18.3 % of 10 s.
    assertThat(conditions(plan(Duration.ZERO, Duration.ofMinutes(1), "requests.failed<=3%")))
        .containsExactly("requests.failed>18.3% for 10s");
    assertThat(conditions(plan(Duration.ZERO, Duration.ofMinutes(1), "requests.failed<=100%")))
        .isEmpty();
  }

  @Test
  void objectivesOfAPhaseEndNothing() {
    assertThat(
            conditions(
                plan(
                    Duration.ZERO, Duration.ofMinutes(1), "deliveries.p99<=100ms during baseline")))
        .containsExactly("requests.failed>5% for 10s");
  }
}
