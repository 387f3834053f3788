package switchboard.simulator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import switchboard.simulator.measure.Latency;
import switchboard.simulator.measure.Percentiles;

/** When the simulator was the limit of a load test. */
class GeneratorTest {
  private static final Plan.Shape CLOSED = new Plan.Closed(100, 5);
  private static final Plan.Shape OPEN = new Plan.Open(100, Duration.ofSeconds(1));

  /** Times that are all alike. */
  private static Percentiles millis(double each) {
    var latency = new Latency();
    latency.record(Math.round(each * 1e6));
    return latency.sinceStart();
  }

  @Test
  void loopThatUsedItsWholeCoreIsTheLimit() {
    assertThat(Generator.limit(OptionalDouble.of(0.95)))
        .hasValue("the simulator's event loop used 0.95 of the one core that it can use");
    assertThat(Generator.limit(OptionalDouble.of(0.94))).isEmpty();
    assertThat(Generator.limit(OptionalDouble.empty())).isEmpty();
  }

  @Test
  void requestsAtARateThatWereSentLateAreTheLimit() {
    assertThat(Generator.limit(OPEN, millis(12), millis(500)))
        .hasValue("requests were sent up to 12 ms late (p99), and at most 10 ms are allowed");
    assertThat(Generator.limit(OPEN, millis(9), millis(1))).isEmpty();
  }

  @Test
  void latenessThatIsMoreThanATenthOfWhatWasMeasuredIsTheLimit() {
    assertThat(Generator.limit(CLOSED, millis(12), millis(100)).orElseThrow())
        .startsWith("the simulator was late by 12.0 ms in the mean, which is more than a tenth");
    assertThat(Generator.limit(CLOSED, millis(9), millis(100))).isEmpty();
  }

  @Test
  void lessThanAMillisecondIsNeverLate() {
    assertThat(Generator.limit(CLOSED, millis(0.9), millis(2))).isEmpty();
  }

  @Test
  void nothingIsTheLimitWhereNothingWasMeasured() {
    var nothing = new Latency().sinceStart();

    assertThat(Generator.limit(CLOSED, nothing, nothing)).isEmpty();
    assertThat(Generator.limit(OPEN, millis(100), nothing)).isEmpty();
  }
}
