package switchboard.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenamedInstancesTest {
  private static final Instant NOW = Instant.ofEpochMilli(3_000);

  private static Series series(String instance, long firstMillis, double... values) {
    var times = new long[values.length];
    for (var i = 0; i < times.length; i++) {
      times[i] = firstMillis + 1_000L * i;
    }
    return new Series(Labels.of("up", "instance", instance), times, values);
  }

  private static List<Series> renamed(String metric, Series... series) {
    MetricsSource source = (expression, start, end, step) -> QueryResult.of(List.of(series));
    var names = Map.of("pod-a", "backend-1", "pod-b", "backend-1");
    var result =
        new RenamedInstances(source, label -> names.getOrDefault(label, label))
            .range(Expression.metric(metric), NOW, NOW, Duration.ofSeconds(1));
    return ((QueryResult.Values) result).series();
  }

  @Test
  void whatAPodAndItsSuccessorCountAddsUp() {
    var all =
        renamed("http_requests_total", series("pod-a", 0, 1, 2), series("pod-b", 1_000, 10, 20));

    assertThat(all).hasSize(1);
    assertThat(all.getFirst())
        .hasToString("{__name__=up, instance=backend-1} [0, 1000, 2000] [1.0, 12.0, 20.0]");
  }

  @Test
  void limitOfAPodAndItsSuccessorIsNoSum() {
    var all =
        renamed("container_cpu_limit_cores", series("pod-a", 0, 1, 1), series("pod-b", 1_000, 0.5));

    assertThat(all).hasToString("[{__name__=up, instance=backend-1} [0, 1000] [1.0, 1.0]]");
  }

  @Test
  void samplesHaveTheSameNames() {
    MetricsSource none = (expression, start, end, step) -> new QueryResult.NoData();
    var samples =
        new RenamedInstances(none, label -> "backend-1")
            .renamed((selector, after, until) -> QueryResult.of(List.of(series("pod-a", 7, 1))));

    assertThat(((QueryResult.Values) samples.samples(Expression.metric("up"), NOW, NOW)).series())
        .hasToString("[{__name__=up, instance=backend-1} [7] [1.0]]");
  }

  @Test
  void labelThatNobodyKnowsStays() {
    assertThat(renamed("up", series("other", 0, 1)))
        .hasToString("[{__name__=up, instance=other} [0] [1.0]]");
  }
}
