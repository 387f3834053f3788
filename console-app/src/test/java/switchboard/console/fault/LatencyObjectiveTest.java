package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import switchboard.console.load.SampleStats;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Result;

class LatencyObjectiveTest {
  private static final LatencyObjective OBJECTIVE = LatencyObjective.DEFAULT;

  private static List<Long> quickAndSlow(int quick, int slow) {
    return Stream.concat(
            SampleStats.times(quick, 12_000).stream(), SampleStats.times(slow, 4_900_000).stream())
        .toList();
  }

  private static LatencyObjective.Judged judge(List<Long> micros, String when) {
    return OBJECTIVE.judge(SampleStats.distribution(micros), when);
  }

  private static List<String> reasons(LatencyObjective.Judged judged) {
    var judgement = new Judgement();
    judged.judge(judgement);
    return judgement.conclude().reasons();
  }

  @Test
  void deliveriesOfFiveSecondsFailAndSaySoInOneSentence() {
    var judged = judge(quickAndSlow(900, 100), "outside the faults");

    assertThat(reasons(judged))
        .containsExactly("Delivery p99 was 4.9 s outside the faults, over the objective of 1 s");
    assertThat(judged.isMissed()).isTrue();
  }

  @Test
  void quickDeliveriesPassAndTheirPercentileIsAFigure() {
    var judged = judge(quickAndSlow(1_000, 0), "");

    assertThat(reasons(judged)).isEmpty();
    assertThat(judged.figure()).isEqualTo("delivery p99 12 ms");
  }

  @Test
  void fewerThanOneInAHundredMayBeSlow() {
    assertThat(judge(quickAndSlow(992, 8), "").isMissed()).isFalse();
    assertThat(judge(quickAndSlow(988, 12), "").isMissed()).isTrue();
  }

  @Test
  void exactlyTheLimitIsWithinIt() {
    assertThat(measured(Duration.ofSeconds(1)).isMissed()).isFalse();
    assertThat(measured(Duration.ofSeconds(1).plusNanos(1)).isMissed()).isTrue();
  }

  private static LatencyObjective.Judged measured(Duration time) {
    return new LatencyObjective.Judged(
        OBJECTIVE, Optional.of(time), OptionalDouble.of(99), 300, true, "");
  }

  @Test
  void whatIsOverTheLimitDoesNotReadAsIfItWereIt() {
    var within = judge(SampleStats.times(300, 990_000), "");
    var over = judge(SampleStats.times(300, 1_010_000), "");

    assertThat(within.isMissed()).isFalse();
    assertThat(reasons(over).getFirst())
        .matches("Delivery p99 was 1\\.01\\d s, over the objective of 1 s");
  }

  @Test
  void p99NeedsTwoHundredAndNinetyNineSamples() {
    assertThat(OBJECTIVE.samplesNeeded()).isEqualTo(299);
    assertThat(new LatencyObjective(95, Duration.ofSeconds(1)).samplesNeeded()).isEqualTo(59);
    assertThat(judge(SampleStats.times(299, 12_000), "").judgedPercentile()).hasValue(99);
    assertThat(judge(SampleStats.times(298, 12_000), "").judgedPercentile()).hasValue(98);
  }

  @Test
  void withTooFewSamplesTheHighestPercentileThatTheySupportIsJudgedAndSaidSo() {
    var slow = judge(SampleStats.times(100, 4_900_000), "after the recovery");

    assertThat(reasons(slow))
        .containsExactly(
            "Delivery p97 was 4.9 s after the recovery, over the objective of 1 s (100 samples,"
                + " p99 needs 299)");
    assertThat(judge(SampleStats.times(59, 3_000), "").figure())
        .isEqualTo("delivery p95 3.0 ms (59 samples, p99 needs 299)");
  }

  @Test
  void fourSamplesSupportNoPercentile() {
    var judged = judge(SampleStats.times(4, 4_900_000), "");

    assertThat(judged.figure()).isEqualTo("delivery p99 not judged (4 samples, p99 needs 299)");
    assertThat(reasons(judged)).isEmpty();
    assertThat(judge(SampleStats.times(5, 4_900_000), "").isMissed()).isTrue();
    assertThat(judge(List.of(), "").figure()).contains("(0 samples,");
    assertThat(judge(SampleStats.times(1, 1), "").figure()).contains("(1 sample,");
  }

  @Test
  void timesThatAreNotKnownLetNothingPass() {
    var judgement = new Judgement();
    var judged = OBJECTIVE.judge(Optional.empty(), "outside the faults");
    judged.judge(judgement);

    assertThat(judgement.conclude().result()).isEqualTo(Result.INVALID);
    assertThat(judgement.conclude().reasons())
        .containsExactly(
            "Delivery latency outside the faults is unknown: the simulator did not report it");
    assertThat(judged.figure()).isEqualTo("delivery p99 unknown");
  }

  @Test
  void percentilesAreBetweenNoneAndAll() {
    assertThatThrownBy(() -> new LatencyObjective(100, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LatencyObjective(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void percentileWithDecimalsIsJudgedFromAsManySamplesOnAsItNeeds() {
    var objective = new LatencyObjective(99.9, Duration.ofSeconds(1));
    var samples = (int) objective.samplesNeeded();

    assertThat(judged(objective, samples)).hasValue(99.9);
    assertThat(judged(objective, samples - 1)).hasValue(99);
  }

  @Test
  void medianCanBeTheObjective() {
    assertThat(judged(new LatencyObjective(50, Duration.ofSeconds(1)), 5)).hasValue(50);
  }

  private static OptionalDouble judged(LatencyObjective objective, int samples) {
    return objective
        .judge(SampleStats.distribution(SampleStats.times(samples, 12_000)), "")
        .judgedPercentile();
  }

  @Test
  void timesBelowTenMillisecondsHaveADecimal() {
    assertThat(measured(Duration.ofMillis(10)).figure()).isEqualTo("delivery p99 10 ms");
    assertThat(measured(Duration.ofNanos(9_900_000)).figure()).isEqualTo("delivery p99 9.9 ms");
  }
}
