package switchboard.simulator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** When the simulator was the limit of a load test. */
class GeneratorTest {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  @Test
  void loopThatUsedItsWholeCoreIsTheLimit() {
    assertThat(Generator.limit(OptionalDouble.of(0.95), 0, 0, 10))
        .hasValue("the simulator's event loop used 0.95 of the one core that it can use");
    assertThat(Generator.limit(OptionalDouble.of(0.94), 0, 0, 10)).isEmpty();
  }

  @Test
  void requestsThatWereSentLateAreTheLimit() {
    assertThat(Generator.limit(UNKNOWN, 12.4, 0, 10))
        .hasValue("requests were sent up to 12 ms late (p99), and at most 10 ms are allowed");
    assertThat(Generator.limit(UNKNOWN, 10, 0, 10)).isEmpty();
  }

  @Test
  void requestsThatWereNotSentAreTheLimit() {
    assertThat(Generator.limit(UNKNOWN, 0, 7, 10))
        .hasValue("7 requests were not sent, because 10 were waiting for an answer");
  }

  @Test
  void nothingIsTheLimitWhereNothingIsKnown() {
    assertThat(Generator.limit(UNKNOWN, 0, 0, 10)).isEmpty();
  }
}
