package switchboard.console.metrics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.metrics.Expression.metric;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.metrics.MetricsSource;
import switchboard.console.metrics.PrometheusClient;
import switchboard.console.metrics.PrometheusProcess;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.scrape.History;
import switchboard.console.metrics.scrape.Scraper;
import switchboard.console.metrics.scrape.Target;

/**
 * What ends, ends as soon in the console's own scrapes as in a Prometheus that scrapes the same
 * servers.
 */
@Tag("engine")
class StalenessAgreementTest {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final AtomicReference<String> metrics =
      new AtomicReference<>("load{part=\"1\"} 1\nload{part=\"2\"} 2\n");
  private final MockWebServer staying = new MockWebServer();
  private final MockWebServer going = new MockWebServer();
  private final History history = new History();
  private final Scraper scraper =
      new Scraper(history, new OkHttpClient(), INTERVAL, "load"::equals, InstantSource.system());
  private PrometheusProcess prometheus;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    PrometheusProcess.assumeInstalled();
    for (MockWebServer server : Set.of(staying, going)) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return new MockResponse.Builder()
                  .addHeader("Content-Type", "text/plain; version=0.0.4")
                  .body(metrics.get())
                  .build();
            }
          });
      server.start();
    }
    prometheus =
        PrometheusProcess.start(
            folder,
            """
            scrape_configs:
              - job_name: backend
                scrape_interval: 1s
                scrape_timeout: 900ms
                static_configs:
                  - targets: ["%s"]
                    labels: {instance: staying}
                  - targets: ["%s"]
                    labels: {instance: going}
            """
                .formatted(address(staying), address(going)));
    scraper.targets(
        Set.of(
            new Target("backend", "staying", staying.url("/metrics").uri()),
            new Target("backend", "going", going.url("/metrics").uri())));
  }

  @AfterEach
  void stop() {
    scraper.close();
    staying.close();
    going.close();
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @Test
  void seriesOfATargetThatGoesAndOfOneThatVanishesEndWithinTwoScrapes() {
    MetricsSource theirs =
        new PrometheusClient(new OkHttpClient(), prometheus.url(), Duration.ofSeconds(5));
    MetricsSource ours = new Evaluator(history);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                present(theirs, Instant.now()).size() == 4
                    && present(ours, Instant.now()).size() == 4);

    Instant before = Instant.now();
    going.close();
    metrics.set("load{part=\"1\"} 1\n");
    Instant gone = Instant.now();
    Instant twoScrapesLater = gone.plus(INTERVAL.multipliedBy(2));
    await().until(() -> Instant.now().isAfter(twoScrapesLater.plusMillis(200)));

    assertThat(present(theirs, before)).hasSize(4);
    assertThat(present(ours, before)).hasSize(4);
    assertThat(present(theirs, twoScrapesLater)).containsExactly("staying 1");
    assertThat(present(ours, twoScrapesLater)).containsExactly("staying 1");
    assertThat(up(theirs, twoScrapesLater))
        .isEqualTo(up(ours, twoScrapesLater))
        .containsExactly("going 0.0", "staying 1.0");
  }

  private static Set<String> present(MetricsSource source, Instant at) {
    Set<String> found = new TreeSet<>();
    if (source.at(metric("load"), at) instanceof QueryResult.Values(var all)) {
      all.forEach(
          series -> found.add(series.labels().get("instance") + " " + series.labels().get("part")));
    }
    return found;
  }

  private static Set<String> up(MetricsSource source, Instant at) {
    Set<String> found = new TreeSet<>();
    if (source.at(metric("up"), at) instanceof QueryResult.Values(var all)) {
      all.forEach(series -> found.add(series.labels().get("instance") + " " + series.value(0)));
    }
    return found;
  }

  private static String address(MockWebServer server) {
    return "127.0.0.1:" + server.getPort();
  }
}
