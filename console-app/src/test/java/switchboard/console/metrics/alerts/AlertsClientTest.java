package switchboard.console.metrics.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By answers that were recorded from Prometheus 2.42 with the product's own rules. */
class AlertsClientTest {
  private final MockWebServer server = new MockWebServer();
  private AlertsClient client;

  @BeforeEach
  void start() throws IOException {
    server.start();
    client =
        new AlertsClient(
            new OkHttpClient(),
            server.url("/").uri().resolve(""),
            Duration.ofSeconds(5),
            label -> label.equals("pod-a") ? "backend-1" : label);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private static String recorded(String name) throws IOException {
    try (var file = AlertsClientTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void activeAlertSaysSinceWhenAndWhy() throws Exception {
    answer(200, recorded("alerts.json"));

    var alert = client.active().orElseThrow().getFirst();

    assertThat(alert.title()).isEqualTo("NoReplica");
    assertThat(alert.isFiring()).isTrue();
    assertThat(alert.isCritical()).isTrue();
    assertThat(alert.activeAt()).isEqualTo(Instant.parse("2026-11-29T19:05:29.381830640Z"));
    assertThat(alert.summary()).isEqualTo("No replica answers");
    assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/api/v1/alerts");
  }

  @Test
  void alertOfAPodIsThatOfItsReplica() {
    answer(
        200,
        """
        {"status":"success","data":{"alerts":[{"labels":{"alertname":"ReplicaDown",
        "instance":"pod-a"},"state":"pending","activeAt":"2026-01-01T13:00:00+01:00"}]}}
        """);

    var alert = client.active().orElseThrow().getFirst();

    assertThat(alert.title()).isEqualTo("ReplicaDown of backend-1");
    assertThat(alert.state()).isEqualTo(Alert.State.PENDING);
    assertThat(alert.activeAt()).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
    assertThat(alert.summary()).isEmpty();
  }

  @Test
  void rulesSayHowOftenTheyAreEvaluatedAndHowLongTheyWait() throws Exception {
    answer(200, recorded("rules.json"));

    var rules = client.rules().orElseThrow();

    assertThat(rules)
        .contains(
            new AlertRule("ReplicaDown", Duration.ofSeconds(2), Duration.ofSeconds(3)),
            new AlertRule("ReplicaRestarted", Duration.ofSeconds(2), Duration.ZERO),
            new AlertRule("ErrorBudgetBurns", Duration.ofSeconds(30), Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{}",
        "{\"data\":{\"alerts\":[{}]}}",
        "{\"data\":{\"alerts\":[{\"labels\":{},\"state\":\"odd\",\"activeAt\":\"x\"}]}}",
        "{\"data\":{\"alerts\":[{\"labels\":{},\"state\":\"firing\",\"activeAt\":\"x\"}]}}",
        "{\"data\":{\"groups\":[{\"rules\":null}]}}"
      })
  void whatIsNoAnswerOfAPrometheusIsUnknownAndNotNone(String body) {
    answer(200, body);
    answer(200, body);

    assertThat(client.active()).isEmpty();
    assertThat(client.rules()).isEmpty();
  }

  @Test
  void prometheusThatDoesNotAnswerIsUnknown() {
    answer(503, "{\"status\":\"error\",\"data\":{\"alerts\":[]}}");
    assertThat(client.active()).isEmpty();

    server.close();
    assertThat(client.active()).isEmpty();
  }
}
