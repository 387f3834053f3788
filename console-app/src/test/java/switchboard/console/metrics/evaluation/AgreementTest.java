package switchboard.console.metrics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.MetricsSource;
import switchboard.console.metrics.PromQl;
import switchboard.console.metrics.PrometheusClient;
import switchboard.console.metrics.PrometheusProcess;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.panel.Panel;
import switchboard.console.metrics.panel.Panels;
import switchboard.console.metrics.panel.Readings;
import switchboard.console.metrics.scrape.History;

/**
 * Every panel and tile expression gives the same answer from Prometheus and from the console's own
 * evaluation.
 */
@Tag("engine")
class AgreementTest {
  /** Long enough after the last sample to see every lookback end. */
  private static final int SECONDS = GeneratedSystem.SECONDS + 320;

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final double RELATIVE = 1e-9;

  @TempDir private static Path folder;
  private static PrometheusProcess prometheus;
  private static Evaluator own;

  @BeforeAll
  static void load() throws IOException, InterruptedException {
    PrometheusProcess.assumeInstalled();
    GeneratedSystem system = new GeneratedSystem(20260101);
    History history = new History();
    system.writeTo(history);
    assertThat(history.refusedSamples()).isZero();
    own = new Evaluator(history);
    Path file = folder.resolve("samples.om");
    system.writeTo(file);
    PrometheusProcess.run(
        folder.resolve("promtool.log"),
        "promtool",
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        file.toString(),
        folder.resolve("data").toString());
    prometheus = PrometheusProcess.start(folder, "global: {}\n");
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  static Stream<Expression> expressions() {
    List<Expression> expressions = new ArrayList<>();
    for (Duration interval : List.of(Duration.ofSeconds(1), Duration.ofSeconds(15))) {
      for (Panel panel : Panels.forScrapesEvery(interval).all()) {
        panel.queries().forEach(query -> expressions.add(query.expression()));
        panel.limit().ifPresent(expressions::add);
        panel.strain().ifPresent(expressions::add);
      }
      Readings.forScrapesEvery(interval)
          .all()
          .forEach(reading -> expressions.add(reading.expression()));
    }
    return expressions.stream().distinct();
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void everyExpressionGivesTheSameAnswer(Expression expression) {
    Map<Labels, Map<Long, Double>> theirs = ask(client(), expression);
    Map<Labels, Map<Long, Double>> ours = ask(own, expression);
    assertThat(theirs).as("the expression has data").isNotEmpty();
    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    theirs.forEach(
        (labels, points) -> {
          assertThat(ours.get(labels).keySet())
              .as("times of %s", labels)
              .isEqualTo(points.keySet());
          points.forEach(
              (time, value) -> assertSame(labels, time, ours.get(labels).get(time), value));
        });
  }

  @Test
  void unknownMetricIsNoDataInBoth() {
    Expression unknown = Expression.sum(Expression.metric("unknown"));
    assertThat(client().at(unknown, GeneratedSystem.START)).isEqualTo(new QueryResult.NoData());
    assertThat(own.at(unknown, GeneratedSystem.START)).isEqualTo(new QueryResult.NoData());
  }

  private static void assertSame(Labels labels, long time, double ours, double theirs) {
    boolean same =
        (Double.isNaN(ours) && Double.isNaN(theirs))
            || Math.abs(ours - theirs) <= RELATIVE * Math.abs(theirs);
    long second = (time - GeneratedSystem.START.toEpochMilli()) / 1000;
    assertThat(same)
        .as("%s at second %d: ours %s, Prometheus' %s", labels, second, ours, theirs)
        .isTrue();
  }

  private static PrometheusClient client() {
    return new PrometheusClient(new OkHttpClient(), prometheus.url(), Duration.ofSeconds(30));
  }

  private static Map<Labels, Map<Long, Double>> ask(MetricsSource source, Expression expression) {
    QueryResult result =
        source.range(
            expression, GeneratedSystem.START, GeneratedSystem.START.plusSeconds(SECONDS), STEP);
    if (!(result instanceof QueryResult.Values(List<Series> all))) {
      throw new AssertionError(PromQl.render(expression) + ": " + result);
    }
    Map<Labels, Map<Long, Double>> found = new LinkedHashMap<>();
    for (Series series : all) {
      Map<Long, Double> points = new TreeMap<>();
      for (int i = 0; i < series.size(); i++) {
        points.put(series.timeMillis(i), series.value(i));
      }
      found.put(series.labels(), points);
    }
    return found;
  }
}
