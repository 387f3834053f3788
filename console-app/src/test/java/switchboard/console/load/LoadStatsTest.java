package switchboard.console.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoadStatsTest {
  @Test
  void allAreConnectedFromTheLastUserOn() {
    assertThat(SampleStats.UNHARMED.withUsers(100, 99, 100).stats().allConnected()).isFalse();
    assertThat(SampleStats.UNHARMED.withUsers(100, 100, 100).stats().allConnected()).isTrue();
  }

  @Test
  void countOfUnknownTimesIsKnown() {
    var unknown = LoadStats.Percentiles.unknown(3);

    assertThat(unknown.count()).isEqualTo(3);
    assertThat(unknown.p99()).isNull();
  }

  @Test
  void timesThatAreMissingAreReadAsNull() {
    var gson = new GsonBuilder().registerTypeAdapter(Instant.class, new IsoMillis()).create();

    assertThat(gson.fromJson("[null,\"2026-01-01T12:00:00.042Z\"]", Instant[].class))
        .containsExactly(null, Instant.parse("2026-01-01T12:00:00.042Z"));
  }
}
