package switchboard.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private final Latency latency = new Latency();

  @Test
  void percentilesAreOfWhatWasRecorded() {
    for (int millis = 1; millis <= 1000; millis++) {
      latency.record(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    var all = latency.sinceStart();
    assertThat(all.count()).isEqualTo(1000);
    assertThat(all.p50()).isCloseTo(500, within(5.0));
    assertThat(all.p99()).isCloseTo(990, within(10.0));
    assertThat(all.max()).isCloseTo(1000, within(10.0));
    assertThat(all.mean()).isCloseTo(500.5, within(5.0));
  }

  @Test
  void lastTenSecondsForgetWhatIsOlder() {
    latency.record(1_000_000);
    for (int second = 0; second < 9; second++) {
      latency.rotate();
    }
    assertThat(latency.last10s().count()).isEqualTo(1);

    latency.rotate();

    assertThat(latency.last10s().count()).isZero();
    assertThat(latency.sinceStart().count()).isEqualTo(1);
  }

  @Test
  void timesBeforeTheMarkAreInNoneOfItsPercentiles() {
    latency.record(TimeUnit.SECONDS.toNanos(5));
    assertThat(latency.sinceMark().count()).isEqualTo(1);

    latency.mark();
    latency.record(TimeUnit.MILLISECONDS.toNanos(2));

    assertThat(latency.sinceMark().count()).isEqualTo(1);
    assertThat(latency.sinceMark().max()).isCloseTo(2, within(0.1));
    assertThat(latency.sinceStart().count()).isEqualTo(2);
  }

  @Test
  void nothingRecordedHasNoPercentiles() {
    assertThat(latency.sinceStart().toJson().fieldNames()).containsExactly("count");
    assertThat(latency.toJson(true).getJsonObject("sinceStart").fieldNames())
        .containsExactly("count");
  }

  @Test
  void histogramsComeEncodedWhenAskedForAndOnlyThen() throws DataFormatException {
    latency.record(TimeUnit.MILLISECONDS.toNanos(2));
    latency.mark();
    latency.record(TimeUnit.MILLISECONDS.toNanos(40));

    var all = latency.toJson(true).getJsonObject("sinceStart");
    var bytes = Base64.getDecoder().decode(all.getString("histogram"));
    var decoded = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    assertThat(decoded.getTotalCount()).isEqualTo(2);
    assertThat(Percentiles.of(decoded)).isEqualTo(latency.sinceStart());
    assertThat(latency.toJson(false).getJsonObject("sinceStart").containsKey("histogram"))
        .isFalse();
  }

  @Test
  void timesBeyondTheRangeAreKeptAtItsEnds() {
    latency.record(-5);
    latency.record(TimeUnit.HOURS.toNanos(1));

    assertThat(latency.sinceStart().max()).isCloseTo(600_000, within(6_000.0));
    assertThat(latency.sinceStart().count()).isEqualTo(2);
  }
}
