package switchboard.console.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.text.Unit;

@Tag("locales")
class TicksTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:07Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PER_SECOND | 640       | 0, 400, 800
          PER_SECOND | 25000     | 0, 15k, 30k
          SECONDS    | 0.072     | 0, 40, 80 ms
          SECONDS    | 3.4       | 0, 2, 4 s
          CORES      | 0.5       | 0, 0.3, 0.6
          BYTES      | 268435456 | 0, 192, 384 MiB
          PERCENT    | 0.4       | 0, 0.25, 0.5 %
          PER_SECOND | 0         | 0, 5, 10
          """)
  void ticksAreRoundAndTheTopOneBearsTheUnit(Unit unit, double highest, String labels) {
    ValueScale scale = new LinearScale(unit);
    scale.fit(new ValueScale.Extent(Double.NaN, highest), 2);
    assertThat(labels(scale.ticks())).isEqualTo(labels);
    assertThat(scale.top()).isGreaterThan(highest);
  }

  @Test
  void scaleDoesNotJitterWithItsValues() {
    ValueScale scale = new LinearScale(Unit.PER_SECOND);
    scale.fit(new ValueScale.Extent(Double.NaN, 790), 4);
    double upper = scale.top();
    scale.fit(new ValueScale.Extent(Double.NaN, 780), 4);
    scale.fit(new ValueScale.Extent(Double.NaN, 700), 4);
    scale.fit(new ValueScale.Extent(Double.NaN, 760), 4);
    assertThat(scale.top()).isEqualTo(upper);
    scale.fit(new ValueScale.Extent(Double.NaN, 200), 4);
    assertThat(scale.top()).isLessThan(upper);
  }

  @Test
  void logarithmicTicksAreWholeDecadesAndZeroStandsAtTheBottom() {
    ValueScale scale = new LogScale(Unit.SECONDS);
    scale.fit(new ValueScale.Extent(0.0021, 3.2), 4);

    assertThat(labels(scale.ticks())).isEqualTo("1, 10, 100 ms, 1 s, 10 s");
    assertThat(scale.place(0.001)).isCloseTo(0, within(1e-9));
    assertThat(scale.place(0.1)).isCloseTo(2, within(1e-9));
    assertThat(scale.place(10)).isCloseTo(scale.top(), within(1e-9));
    assertThat(scale.place(0)).isZero();

    scale.fit(ValueScale.Extent.NONE, 4);
    assertThat(scale.top()).isPositive();
  }

  @Test
  void liveTimeIsAgesAndZoomedTimeIsTheClock() {
    assertThat(labels(TimeTicks.live(new TimeRange(START, START.plusSeconds(900)), 4)))
        .isEqualTo("−15m, −10m, −5m, now");
    assertThat(labels(TimeTicks.live(new TimeRange(START, START.plusSeconds(40)), 4)))
        .isEqualTo("−40s, −30s, −20s, −10s, now");
    assertThat(TimeTicks.clock(new TimeRange(START, START.plusSeconds(60)), 4))
        .extracting(tick -> tick.label().substring(5))
        .containsExactly(":20", ":40", ":00");
  }

  @Test
  void timeOfARunIsCountedFromItsStart() {
    assertThat(labels(TimeTicks.elapsed(new TimeRange(START, START.plusSeconds(160)), START, 4)))
        .isEqualTo("0:00, 1:00, 2:00");
    assertThat(labels(TimeTicks.elapsed(new TimeRange(START, START.plusSeconds(7_200)), START, 4)))
        .isEqualTo("0:00, 30:00, 1:00:00, 1:30:00, 2:00:00");
  }

  @Test
  void ticksAreCountedFromTheOriginWhereverTheRangeBegins() {
    var range = new TimeRange(START, START.plusSeconds(160));

    assertThat(labels(TimeTicks.elapsed(range, START.minusSeconds(10), 4))).isEqualTo("1:00, 2:00");
    var later = TimeTicks.elapsed(range, START.plusMillis(700), 4);
    assertThat(labels(later)).isEqualTo("0:00, 1:00, 2:00");
    assertThat(later.getFirst().value()).isEqualTo((double) START.plusMillis(700).toEpochMilli());
  }

  private static String labels(List<Tick> ticks) {
    return String.join(", ", ticks.stream().map(Tick::label).toList());
  }
}
