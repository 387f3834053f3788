package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.simulator.swarm.ChatServer;
import switchboard.simulator.swarm.Load;

/** The control port, with no users. */
@Tag("locales")
class ControlTest {
  private static final int FILES = 1_000;

  private static CrookedServer server;
  private static Running running;

  @BeforeAll
  static void start() {
    server = new CrookedServer();
    running =
        new Running(
            server.address(), new Load(0, 100, 3, 6, 50), new OpenFiles(FILES), ChatServer.TIMEOUT);
  }

  @AfterAll
  static void stop() {
    running.close();
    server.close();
  }

  private static String detail(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return new JsonObject(response.body()).getString("detail");
  }

  private static HttpResponse<String> putLoad(String body) {
    return running.call("PUT", "/load", body);
  }

  @Test
  void loadIsChangedFieldByField() {
    var response = putLoad("{\"readsPerUserPerMinute\":1.5,\"roomSize\":20}");

    var expected =
        new JsonObject(
            "{\"users\":0,\"spawnRate\":100,\"messagesPerUserPerMinute\":3,\"readsPerUserPerMinute\":1.5,\"roomSize\":20}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(response.body())).isEqualTo(expected);
    assertThat(running.get("/load")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"users\":10001} | users is 10001, allowed is 0 to 10000",
        "{\"users\":-1} | users is -1, allowed is 0 to 10000",
        "{\"users\":1.5} | users is 1.5, expected a whole number",
        "{\"users\":1e300} | users is 1.0E300, allowed is 0 to 10000",
        "{\"users\":\"many\"} | users is \"many\", expected a number",
        "{\"users\":null} | users is null, expected a number",
        "{\"spawnRate\":0} | spawnRate is 0, allowed is 1 to 1000",
        "{\"messagesPerUserPerMinute\":601} | messagesPerUserPerMinute is 601, allowed is 0 to 600",
        "{\"readsPerUserPerMinute\":601} | readsPerUserPerMinute is 601, allowed is 0 to 600",
        "{\"roomSize\":0} | roomSize is 0, allowed is 1 to 1000",
        "[] | the body is not a JSON object",
        "{ | the body is not a JSON object",
      })
  void badLoadIsRefusedWithWhatWasFoundAndWhatIsAllowed(String body, String detail) {
    var before = running.get("/load");

    assertThat(detail(putLoad(body), 400)).isEqualTo(detail);
    assertThat(running.get("/load")).isEqualTo(before);
  }

  @Test
  void unknownFieldIsRefused() {
    assertThat(detail(putLoad("{\"user\":1}"), 400))
        .startsWith("unknown field \"user\", allowed are users, ");
  }

  @Test
  void moreUsersThanOpenFilesAreRefused() {
    assertThat(detail(putLoad("{\"users\":900}"), 400))
        .isEqualTo("users is 900, at most 400 users fit the limit of open files (ulimit -n)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", ""})
  void loadOfAnotherContentTypeIsRefused(String type) {
    var request = running.request("/load");
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }

    assertThat(detail(running.call(request.PUT(HttpRequest.BodyPublishers.ofString("{}"))), 415))
        .contains("expected application/json");
  }

  @Test
  void requestOfAForeignPageIsRefused() {
    var request = running.request("/quiesce").header("Origin", "http://evil.example");

    assertThat(detail(running.call(request.POST(HttpRequest.BodyPublishers.noBody())), 403))
        .contains("Origin");
  }

  @Test
  void statsWithoutUsersHaveNoPercentiles() {
    var stats = running.stats();

    assertThat(stats.getJsonObject("latencyMillis").getJsonObject("sinceStart").fieldNames())
        .containsExactly("count");
    assertThat(stats.getJsonObject("users").getMap())
        .containsEntry("wanted", 0)
        .containsEntry("connected", 0);
    assertThat(stats.getString("at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(stats.containsKey("lastFailure")).isFalse();
  }

  @Test
  void unknownPathAndMethodAreToldWhatThereIs() {
    assertThat(detail(running.call("GET", "/loads", null), 404)).contains("/load");
    assertThat(detail(running.call("DELETE", "/stats", null), 405)).contains("GET");
  }

  @Test
  void longBodyIsRefused() {
    assertThat(detail(putLoad("{\"x\":\"" + "x".repeat(20_000) + "\"}"), 413)).contains("16384");
  }

  @Test
  void healthIsUp() {
    assertThat(running.call("GET", "/health/live", null).statusCode()).isEqualTo(200);
    assertThat(running.call("GET", "/health/ready", null).statusCode()).isEqualTo(200);
  }

  @Test
  void metricsHaveEveryName() {
    var metrics = running.call("GET", "/metrics", null).body();

    for (var name :
        List.of(
            "sim_users ",
            "sim_users_wanted ",
            "sim_users_disconnected_seconds_total ",
            "sim_requests_dropped_total ",
            "sim_requests_total{outcome=\"ok\"} ",
            "sim_requests_total{outcome=\"failed\"} ",
            "sim_request_duration_seconds_bucket{le=\"5.0E-4\"} ",
            "sim_delivery_duration_seconds_bucket{le=\"10.0\"} ",
            "sim_lateness_seconds_count ",
            "sim_reconnect_duration_seconds_count ",
            "sim_messages_sent_total ",
            "sim_messages_acknowledged_total ",
            "sim_messages_delivered_total ",
            "sim_messages_lost_total ",
            "sim_messages_duplicated_total ",
            "sim_messages_reordered_total ",
            "sim_reconnects_total ",
            "process_cpu_seconds_total ",
            "jvm_memory_used_bytes{area=\"heap\"} ")) {
      assertThat(metrics).contains("\n" + name);
    }
  }
}
