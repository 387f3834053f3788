package switchboard.console.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResourceReadingTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private static ResourceReading after(long seconds, long cpuMillis) {
    return new ResourceReading(
        AT.plusSeconds(seconds), Duration.ofMillis(cpuMillis), OptionalLong.empty());
  }

  @Test
  void coresAreCpuTimeByTime() {
    assertThat(after(10, 7_000).coresSince(after(0, 2_000))).contains(0.5);
  }

  @Test
  void partStartedAgainCountsFromItsStart() {
    assertThat(after(10, 1_000).coresSince(after(0, 2_000))).contains(0.1);
  }

  @Test
  void whereOnlyTheLatestUseIsKnownItIsThat() {
    var latest =
        new ResourceReading(
            AT.plusSeconds(10), Duration.ZERO, OptionalDouble.of(0.25), OptionalLong.empty());

    assertThat(latest.coresSince(after(0, 2_000))).contains(0.25);
  }

  @Test
  void noTimeHasNoCores() {
    assertThat(after(0, 1_000).coresSince(after(0, 500))).isEmpty();
  }
}
