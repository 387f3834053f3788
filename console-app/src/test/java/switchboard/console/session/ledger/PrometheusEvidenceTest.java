package switchboard.console.session.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.metrics.Expression.metric;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.metrics.PrometheusClient;
import switchboard.console.metrics.PrometheusProcess;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.metrics.alerts.AlertsClient;

/** What a real Prometheus, with the product's rules, says of a replica that goes away. */
@Tag("engine")
class PrometheusEvidenceTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;

  @Test
  void scrapeAndAlertOfAReplicaThatGoesAwayAreIntervals() throws Exception {
    PrometheusProcess.assumeInstalled();
    Files.copy(Path.of("../compose/prometheus/alerts.yaml"), folder.resolve("alerts.yaml"));
    try (var replica = new MockWebServer()) {
      replica.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return new MockResponse.Builder()
                  .addHeader("Content-Type", "text/plain; version=0.0.4")
                  .body("process_start_time_seconds 1\n")
                  .build();
            }
          });
      replica.start();
      try (var prometheus = PrometheusProcess.start(folder, configuration(replica))) {
        seenToGoAway(replica, prometheus);
      }
    }
  }

  private static void seenToGoAway(MockWebServer replica, PrometheusProcess prometheus) {
    var http = new OkHttpClient();
    var client = new PrometheusClient(http, prometheus.url(), Duration.ofSeconds(5));
    var alerts = new AlertsClient(http, prometheus.url(), Duration.ofSeconds(5), label -> label);
    await()
        .atMost(SOON)
        .until(
            () ->
                client.samples(metric("up"), Instant.now().minusSeconds(9), Instant.now())
                        instanceof QueryResult.Values(var all)
                    && all.getFirst().size() > 6);

    var before = Instant.now();
    replica.close();
    var after = Instant.now();
    await()
        .atMost(SOON)
        .until(
            () ->
                alerts.active().orElse(List.of()).stream()
                    .anyMatch(each -> each.isFiring() && each.name().equals("ReplicaDown")));

    var evidence =
        new MetricEvidence(
            client, client, metric("up"), metric("up"), Duration.ofSeconds(1), Optional.of(alerts));
    var up = evidence.scrapeFailed("backend-2", before, Instant.now()).evidence().orElseThrow();
    assertThat(up.notBefore()).isBefore(after);
    assertThat(up.notAfter()).isAfter(before);
    assertThat(Duration.between(up.notBefore(), up.notAfter()))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(3));
    // The rules are evaluated at their own times: the last evaluation may still be under way.
    await()
        .atMost(SOON)
        .until(
            () ->
                ofReplicaDown(evidence, before).stream()
                    .allMatch(each -> each.evidence().isPresent()));
    var both = ofReplicaDown(evidence, before).stream().map(each -> each.evidence().get()).toList();
    assertThat(both.getFirst().notAfter()).isAfter(before);
    assertThat(both.getFirst().isBefore(both.getLast())).isTrue();
    assertThat(both).allSatisfy(PrometheusEvidenceTest::isAnEvaluation);
    assertThat(alerts.active().orElseThrow())
        .filteredOn(each -> each.name().equals("ReplicaDown"))
        .singleElement()
        .extracting(Alert::activeAt)
        .satisfies(
            at ->
                assertThat(at.toEpochMilli()).isEqualTo(both.getFirst().notAfter().toEpochMilli()));
  }

  private static void isAnEvaluation(Evidence evidence) {
    assertThat(Duration.between(evidence.notBefore(), evidence.notAfter()))
        .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(4));
  }

  private static List<LedgerEntry> ofReplicaDown(MetricEvidence evidence, Instant at) {
    return evidence.alerts(Optional.of("backend-2"), at, Instant.now()).stream()
        .filter(each -> each.subject().equals("ReplicaDown"))
        .toList();
  }

  private static String configuration(MockWebServer replica) {
    return """
    global: {scrape_interval: 1s, scrape_timeout: 900ms, evaluation_interval: 2s}
    rule_files: [alerts.yaml]
    scrape_configs:
      - job_name: backend
        static_configs:
          - targets: ["127.0.0.1:%d"]
            labels: {instance: backend-2}
    """
        .replace("%d", Integer.toString(replica.getPort()));
  }
}
