package switchboard.console.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.metrics.Unit;

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
    ValueScale scale = new ValueScale(unit);
    scale.fit(highest, 2);
    assertThat(labels(scale.ticks())).isEqualTo(labels);
    assertThat(scale.upper()).isGreaterThan(highest);
  }

  @Test
  void scaleDoesNotJitterWithItsValues() {
    ValueScale scale = new ValueScale(Unit.PER_SECOND);
    scale.fit(790, 4);
    double upper = scale.upper();
    scale.fit(780, 4);
    scale.fit(700, 4);
    scale.fit(760, 4);
    assertThat(scale.upper()).isEqualTo(upper);
    scale.fit(200, 4);
    assertThat(scale.upper()).isLessThan(upper);
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
  void zoomIsNeverShorterThanFiveSeconds() {
    TimeWindow window = new TimeWindow();
    window.zoomTo(START.plusSeconds(1), START);
    TimeRange zoom = window.zoomProperty().get().orElseThrow();
    assertThat(zoom.start()).isEqualTo(START.minusSeconds(2));
    assertThat(zoom.end()).isEqualTo(START.plusSeconds(3));
  }

  private static String labels(List<Tick> ticks) {
    return String.join(", ", ticks.stream().map(Tick::label).toList());
  }
}
