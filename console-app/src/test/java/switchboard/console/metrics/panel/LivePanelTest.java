package switchboard.console.metrics.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.metrics.Expression.metric;
import static switchboard.console.metrics.scrape.Histories.put;
import static switchboard.console.metrics.scrape.Histories.second;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.MetricsSource;
import switchboard.console.metrics.PromQl;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.evaluation.Evaluator;
import switchboard.console.metrics.scrape.History;
import switchboard.console.metrics.scrape.Stale;
import switchboard.console.text.Unit;

class LivePanelTest {
  private static final Labels ONE = Labels.of("m", "instance", "backend-1");
  private static final Labels TEN = Labels.of("m", "instance", "backend-10");
  private static final Labels TWO = Labels.of("m", "instance", "backend-2");

  private final History history = new History();
  private final RecordingSource source = new RecordingSource(new Evaluator(history));
  private final Panel panel =
      Panel.of("p", "Panel", Unit.COUNT, Query.byInstance(metric("m")))
          .limited(metric("l"), Optional.of(metric("s")));
  private final LivePanel live =
      new LivePanel(panel, source, Duration.ofSeconds(60), Duration.ofSeconds(1));

  @Test
  void showsEverySeriesOnOneGridWithGaps() {
    put(history, ONE, 0, 1);
    put(history, ONE, 2, Stale.MARK);
    put(history, ONE, 4, 5);
    put(history, TEN, 3, 10);
    put(history, TWO, 3, 2);
    PanelData data = live.refresh(second(4.7));
    assertThat(data.end()).isEqualTo(second(4));
    assertThat(data.lines())
        .extracting(Line::name)
        .containsExactly("backend-1", "backend-2", "backend-10");
    assertThat(lastFive(data.lines().getFirst()))
        .containsExactly(1.0, 1.0, Double.NaN, Double.NaN, 5.0);
    assertThat(data.status()).isEqualTo(new PanelStatus.Current());
  }

  @Test
  void bucketsAscendByTheirBounds() {
    for (var bound : List.of("10", "+Inf", "2.5", "none")) {
      put(history, Labels.of("b", "le", bound), 3, 1);
    }
    var histogram =
        Panel.of("h", "Histogram", Unit.SECONDS, Query.byInstance(metric("m")))
            .ofHistogram(metric("b"));
    var data =
        new LivePanel(histogram, source, Duration.ofSeconds(60), Duration.ofSeconds(1))
            .refresh(second(4));
    assertThat(data.buckets()).extracting(Line::name).containsExactly("2.5", "10", "+Inf");
    assertThat(live.refresh(second(4)).buckets()).isEmpty();
  }

  @Test
  void asksOnlyForWhatIsNew() {
    put(history, ONE, 0, 1);
    live.refresh(second(100));
    live.refresh(second(101));
    assertThat(source.asked("m")).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(6));
  }

  @Test
  void refreshingTwiceGivesTheSame() {
    for (int i = 0; i < 60; i++) {
      put(history, ONE, i, i);
    }
    PanelData once = live.refresh(second(60));
    PanelData twice = live.refresh(second(60));
    assertThat(twice.lines()).hasSize(1);
    for (int i = 0; i < once.instants(); i++) {
      assertThat(twice.lines().getFirst().value(i)).isEqualTo(once.lines().getFirst().value(i));
    }
  }

  @Test
  void sampleThatComesLateIsShownAtTheNextTick() {
    put(history, ONE, 0, 1);
    assertThat(live.refresh(second(10)).lines().getFirst().latest()).hasValue(1);
    put(history, ONE, 10, 2);
    PanelData data = live.refresh(second(11));
    assertThat(data.lines().getFirst().value(data.instants() - 2)).isEqualTo(2);
  }

  @Test
  void outageIsAGapUntilItIsFilledAfterwards() {
    put(history, ONE, 0, 1);
    live.refresh(second(1));
    source.reachable = false;
    live.refresh(second(2));
    PanelData during = live.refresh(second(20));
    assertThat(during.status())
        .isEqualTo(new PanelStatus.Disconnected(second(2), "connection refused"));
    assertThat(during.lines().getFirst().latest()).isEmpty();

    source.reachable = true;
    PanelData after = live.refresh(second(21));
    assertThat(after.status()).isEqualTo(new PanelStatus.Current());
    assertThat(lastFive(after.lines().getFirst())).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0);
    assertThat(after.lines().getFirst().value(after.instants() - 12)).isEqualTo(1);
  }

  @Test
  void endedSeriesLeavesWhenItsLastValueHas() {
    put(history, ONE, 0, 1);
    put(history, ONE, 1, Stale.MARK);
    PanelData ended = live.refresh(second(10));
    assertThat(ended.lines()).hasSize(1);
    assertThat(ended.status()).isEqualTo(new PanelStatus.NoData(Optional.of(second(0))));
    PanelData later = live.refresh(second(61));
    assertThat(later.lines()).isEmpty();
    assertThat(later.status()).isEqualTo(new PanelStatus.NoData(Optional.empty()));
  }

  @Test
  void limitIsTheLowestOfAllInstances() {
    put(history, ONE, 0, 1);
    put(history, Labels.of("l", "instance", "backend-1"), 0, 4);
    put(history, Labels.of("l", "instance", "backend-2"), 0, 3);
    assertThat(live.refresh(second(1)).limit().orElseThrow().latest()).hasValue(3);
  }

  @Test
  void strainIsTheHighestOfAllInstancesAndAGapWhereNobodyKnows() {
    put(history, ONE, 0, 1);
    put(history, Labels.of("s", "instance", "backend-1"), 2, 40);
    put(history, Labels.of("s", "instance", "backend-2"), 3, 60);
    var strain = live.refresh(second(4)).strain().orElseThrow();
    assertThat(lastFive(strain)).containsExactly(Double.NaN, Double.NaN, 40.0, 60.0, 60.0);
  }

  @Test
  void panelWhoseStrainNobodyMeasuresHasNone() {
    put(history, ONE, 0, 1);
    assertThat(live.refresh(second(1)).strain()).isEmpty();
  }

  @Test
  void clockSetBackStartsAnew() {
    put(history, ONE, 0, 1);
    live.refresh(second(200));
    assertThat(live.refresh(second(2)).lines().getFirst().latest()).hasValue(1);
  }

  @Test
  void readingsAreByInstanceAndLeaveOutWhatHasNoValue() {
    put(history, Labels.of("up", "job", "backend", "instance", "backend-1"), 0, 1);
    put(history, Labels.of("sim_users", "job", "simulator", "instance", "simulator-1"), 0, 500);
    Readings readings = Readings.forScrapesEvery(Duration.ofSeconds(1));
    ReadingValues values = new LiveReadings(readings, new Evaluator(history)).refresh(second(1));
    assertThat(values.value(readings.usersOnline())).hasValue(500);
    assertThat(values.value(readings.up(), "backend-1")).hasValue(1);
    assertThat(values.value(readings.availability())).isEmpty();
    assertThat(values.failure()).isEmpty();
  }

  private static List<Double> lastFive(Line line) {
    List<Double> values = new ArrayList<>();
    for (int i = line.size() - 5; i < line.size(); i++) {
      values.add(line.value(i));
    }
    return values;
  }

  /** A source that notes how long a time it was asked for, and can be cut off. */
  private static final class RecordingSource implements MetricsSource {
    private final MetricsSource source;
    private final List<String> queries = new ArrayList<>();
    private final List<Duration> spans = new ArrayList<>();
    private boolean reachable = true;

    RecordingSource(MetricsSource source) {
      this.source = source;
    }

    List<Duration> asked(String query) {
      List<Duration> found = new ArrayList<>();
      for (int i = 0; i < queries.size(); i++) {
        if (queries.get(i).equals(query)) {
          found.add(spans.get(i));
        }
      }
      return found;
    }

    @Override
    public QueryResult range(Expression expression, Instant start, Instant end, Duration step) {
      queries.add(PromQl.render(expression));
      spans.add(Duration.between(start, end));
      return reachable
          ? source.range(expression, start, end, step)
          : new QueryResult.Unreachable(new IOException("connection refused"));
    }
  }
}
