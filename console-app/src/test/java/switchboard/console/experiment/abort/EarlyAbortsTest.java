package switchboard.console.experiment.abort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.load.Distribution;
import switchboard.console.load.SampleStats;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Population;

class EarlyAbortsTest {
  private static EarlyAborts of(int warmUp, int window, String... objectives) {
    return new EarlyAborts(
        Stream.of(objectives).map(Objective::parse).toList(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(window));
  }

  private static List<String> conditions(EarlyAborts aborts) {
    return aborts.conditions().stream().map(AbortCondition::text).toList();
  }

  /** Of 15 s with a warm-up of 5 s, two thirds: at least 5 s of a window of 20 s, or a quarter. */
  @Test
  void slowTimesEndARunWhenTheyAreMoreThanItsWindowAllowsAfterTheWarmUp() {
    assertThat(conditions(of(5, 20, "deliveries.p99<=100ms", "requests.p95<=50ms")))
        .containsExactly("deliveries.p33>100ms for 15s", "requests.p33>50ms for 15s");
    assertThat(conditions(of(0, 20, "deliveries.p99<=100ms")))
        .containsExactly("deliveries.p50>100ms for 10s");
    assertThat(conditions(of(0, 4, "deliveries.p99<=100ms")))
        .containsExactly("deliveries.p50>100ms for 4s");
  }

  @Test
  void slowTimesDoNotEndARunThatCouldStillPass() {
    // 5 s of 20 s, or of 600 s, are less than what may be slow.
    assertThat(conditions(of(5, 20, "requests.p50<=50ms"))).isEmpty();
    assertThat(conditions(of(5, 600, "requests.p99<=50ms"))).isEmpty();
    assertThat(conditions(of(295, 20, "requests.p99<=50ms"))).isEmpty();
  }

  @Test
  void failuresEndARunWhenTheyAreMoreThanTheWholeRunAllows() {
    assertThat(conditions(of(5, 20, "requests.failed==0")))
        .containsExactly("requests.failed>5% for 10s");
    assertThat(conditions(of(5, 20, "requests.failed<=10%")))
        .containsExactly("requests.failed>26% for 10s");
    assertThat(conditions(of(5, 20, "requests.failed<=50%"))).isEmpty();
  }

  @Test
  void objectiveThatEndedARunIsKnown() {
    var aborts = of(5, 20, "requests.p95<=50ms", "requests.p99<=100ms");

    assertThat(aborts.missed(List.of("The run was ended by requests.p33>100ms for 15s: 312 ms")))
        .map(Objective::condition)
        .hasValue("requests.p99<=100ms");
    assertThat(aborts.missed(List.of("The operator ended the run before its time"))).isEmpty();
  }

  /** Of 2 000 requests, 20 may be slow; more than 28 are so for certain. */
  @ParameterizedTest
  @CsvSource({"20, false", "28, false", "29, true", "300, true"})
  void requestsAtARateAreCountedAgainstAllThatAreStillToCome(int slow, boolean missed) {
    var some = some(300, 0, times(slow, 900_000).plus(times(300 - slow, 1_000)));

    assertThat(EarlyAborts.isMissed(Objective.parse("requests.p99<=50ms"), some, 2_000))
        .isEqualTo(missed);
  }

  @Test
  void failuresAtARateAreCountedAgainstAllThatAreStillToCome() {
    var none = Objective.parse("requests.failed==0");

    assertThat(EarlyAborts.isMissed(none, some(300, 100, Distribution.NONE), 2_000)).isFalse();
    assertThat(EarlyAborts.isMissed(none, some(300, 150, Distribution.NONE), 2_000)).isTrue();
    assertThat(
            EarlyAborts.isMissed(
                Objective.parse("requests.failed<=10%"), some(300, 150, Distribution.NONE), 2_000))
        .isFalse();
  }

  private static Distribution times(int count, int micros) {
    return SampleStats.distribution(SampleStats.times(count, micros)).orElseThrow();
  }

  private static Population some(long requests, long failed, Distribution times) {
    return new Population(requests, failed, Optional.of(times), Optional.empty(), Optional.empty());
  }
}
