package switchboard.console.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.load.LoadStats.Windows;

class PercentileMergerTest {
  private static final Percentiles NONE = Percentiles.unknown(0);

  private static long[] values(long seed, int count, long most) {
    return RandomGenerator.of("L64X128MixRandom")
        .longs(count, 1, most)
        .map(each -> (each * 31 + seed) % most + 1)
        .toArray();
  }

  private static Percentiles withoutHistogram(Percentiles all) {
    return new Percentiles(
        all.count(), all.p50(), all.p90(), all.p95(), all.p99(), all.p999(), all.max());
  }

  private static Windows bare(Windows all) {
    return new Windows(
        withoutHistogram(all.sinceStart()),
        withoutHistogram(all.sinceMark()),
        withoutHistogram(all.last10s()));
  }

  @Test
  void mergedPercentilesAreThoseOfAllValuesTogether() {
    var quick = values(1, 5_000, 4_000);
    var slow = values(2, 500, 90_000_000);
    var all = LongStream.concat(LongStream.of(quick), LongStream.of(slow)).toArray();

    var merged = PercentileMerger.together(List.of(Recorded.all(quick), Recorded.all(slow)));

    var expected = withoutHistogram(Recorded.micros(all));
    assertThat(bare(merged)).isEqualTo(new Windows(expected, expected, expected));
    assertThat(Distribution.of(merged.sinceMark()).orElseThrow().count()).isEqualTo(5_500);
    assertThat(merged.sinceStart().p99())
        .isNotEqualTo(Recorded.micros(quick).p99())
        .isNotEqualTo(Recorded.micros(slow).p99());
  }

  @Test
  void simulatorThatHasCountedNothingChangesNothing() {
    var one = Recorded.all(5_000);

    assertThat(
            bare(PercentileMerger.together(List.of(one, new Windows(NONE, NONE, NONE))))
                .sinceMark())
        .isEqualTo(withoutHistogram(one.sinceMark()));
    assertThat(PercentileMerger.together(List.of(new Windows(NONE, NONE, NONE))).last10s())
        .isEqualTo(NONE);
  }

  @Test
  void withoutEveryHistogramOnlyTheCountIsKnown() {
    var bare = withoutHistogram(Recorded.micros(1, 2, 3));

    var merged = PercentileMerger.together(List.of(Recorded.all(9), new Windows(bare, bare, bare)));

    assertThat(merged.sinceStart()).isEqualTo(Percentiles.unknown(4));
  }

  @Test
  void histogramThatCannotBeReadIsRefused() {
    var broken = new Percentiles(1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, "AAAA");

    assertThatThrownBy(
            () -> PercentileMerger.together(List.of(new Windows(broken, broken, broken))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theWorstIsThatOfTheLatestSimulator() {
    var worst =
        PercentileMerger.worst(List.of(Recorded.all(1_000, 1_000, 1_000), Recorded.all(200_000)));

    assertThat(worst.last10s().p50()).isEqualTo(Recorded.micros(200_000).p50());
    assertThat(worst.last10s().count()).isEqualTo(4);
  }

  @Test
  void whatNobodyMeasuresIsMissing() {
    assertThat(PercentileMerger.together(List.of())).isNull();
  }
}
