package switchboard.console.metrics.scrape;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static switchboard.console.metrics.Expression.metric;
import static switchboard.console.metrics.LabelMatcher.equal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.evaluation.Evaluator;

class ScraperTest {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final AtomicReference<MockResponse> answer =
      new AtomicReference<>(text("requests_total 1\nother 2\n"));
  private final MockWebServer server = new MockWebServer();
  private final MockWebServer slowServer = new MockWebServer();
  private final History history = new History();
  private final Evaluator evaluator = new Evaluator(history);
  private final Scraper scraper =
      new Scraper(
          history,
          new OkHttpClient(),
          INTERVAL,
          Set.of("requests_total", "part")::contains,
          InstantSource.system());
  private Target target;

  @BeforeEach
  void start() throws Exception {
    server.setDispatcher(answering(answer));
    server.start();
    slowServer.setDispatcher(
        answering(
            new AtomicReference<>(
                new MockResponse.Builder()
                    .body("requests_total 1\n")
                    .headersDelay(10_000, MILLISECONDS)
                    .build())));
    slowServer.start();
    target = new Target("backend", "backend-1", server.url("/metrics").uri());
  }

  @AfterEach
  void stop() {
    scraper.close();
    server.close();
    slowServer.close();
  }

  @Test
  void keepsTheSamplesWantedWithJobAndInstance() {
    scraper.targets(Set.of(target));
    await().untilAsserted(() -> assertThat(now(metric("requests_total"))).hasSize(1));
    assertThat(now(metric("requests_total")).getFirst().labels())
        .isEqualTo(Labels.of("requests_total", "job", "backend", "instance", "backend-1"));
    assertThat(up("backend-1")).isEqualTo(1);
    assertThat(now(metric("scrape_duration_seconds"))).hasSize(1);
    assertThat(now(metric("other"))).isEmpty();
  }

  @Test
  void failedScrapeIsUpZeroAndEndsTheSeriesUntilTheNextSuccess() {
    scraper.targets(Set.of(target));
    await().until(() -> !now(metric("requests_total")).isEmpty());
    answer.set(new MockResponse.Builder().code(500).build());
    await().until(() -> up("backend-1") == 0);
    assertThat(now(metric("requests_total"))).isEmpty();

    answer.set(text("requests_total 2\n"));
    await().until(() -> !now(metric("requests_total")).isEmpty());
    assertThat(up("backend-1")).isEqualTo(1);
  }

  @Test
  void malformedMetricsAreAFailedScrape() {
    answer.set(text("requests_total 1\nrequests_total{ 2\n"));
    scraper.targets(Set.of(target));
    await().until(() -> up("backend-1") == 0);
    assertThat(now(metric("requests_total"))).isEmpty();
  }

  @Test
  void seriesThatVanishesEndsAtTheNextScrape() {
    answer.set(text("requests_total 1\npart{n=\"1\"} 1\npart{n=\"2\"} 1\n"));
    scraper.targets(Set.of(target));
    await().until(() -> now(metric("part")).size() == 2);
    answer.set(text("requests_total 1\npart{n=\"1\"} 1\n"));
    await().until(() -> now(metric("part")).size() == 1);
  }

  @Test
  void targetThatGoesTakesAllItsSeriesWithIt() {
    scraper.targets(Set.of(target));
    await().until(() -> !now(metric("requests_total")).isEmpty());
    scraper.targets(Set.of());
    assertThat(now(metric("requests_total"))).isEmpty();
    assertThat(now(metric("up"))).isEmpty();
  }

  @Test
  void slowTargetDelaysNoOtherAndIsNotAskedTwiceAtOnce() {
    Target slow = new Target("backend", "backend-2", slowServer.url("/metrics").uri());
    scraper.targets(Set.of(target, slow));
    await().until(() -> up("backend-2") == 0);
    int before = server.getRequestCount();
    await().atMost(Duration.ofSeconds(2)).until(() -> server.getRequestCount() >= before + 10);
    assertThat(slowServer.getRequestCount()).isLessThanOrEqualTo(server.getRequestCount() + 1);
  }

  @Test
  void scrapesKeepTheirBeat() {
    scraper.targets(Set.of(target));
    await()
        .until(
            () ->
                history.select(metric("up"), 0, Long.MAX_VALUE).stream()
                    .anyMatch(up -> up.size() >= 25));
    Series up = history.select(metric("up"), 0, Long.MAX_VALUE).getFirst();
    assertThat(Math.abs(offBeat(up, 0, 12) - offBeat(up, 13, 25))).isLessThan(10);
  }

  @Test
  void targetNeedsAnAddressThatCanBeAsked() {
    assertThatThrownBy(() -> new Target("backend", "backend-1", URI.create("file:///etc/passwd")))
        .hasMessageContaining("http or https");
  }

  /**
   * By how much the middle one of some scrapes differs from the beat; half an interval is added,
   * lest being early wraps.
   */
  private static long offBeat(Series up, int from, int to) {
    long interval = INTERVAL.toMillis();
    long first = up.timeMillis(0) - interval / 2;
    return IntStream.range(from, to)
        .mapToObj(i -> Math.floorMod(up.timeMillis(i) - first, interval))
        .sorted()
        .skip((to - from) / 2)
        .findFirst()
        .orElseThrow();
  }

  private double up(String instance) {
    List<Series> up = now(metric("up", equal("instance", instance)));
    return up.isEmpty() ? Double.NaN : up.getFirst().value(0);
  }

  private List<Series> now(Expression expression) {
    return evaluator.at(expression, Instant.now())
            instanceof QueryResult.Values(List<Series> series)
        ? series
        : List.of();
  }

  private static MockResponse text(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  private static Dispatcher answering(AtomicReference<MockResponse> answer) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return answer.get();
      }
    };
  }
}
