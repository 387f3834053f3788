package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.testing.StoreServer;

/** The management port as an operator uses it. */
final class OperationsTest {
  @TempDir private static Path cgroup;
  private static StoreServer store;
  private static Backend backend;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(cgroup.resolve("cgroup.controllers"), "cpu memory\n");
    Files.writeString(cgroup.resolve("cpu.max"), "50000 100000\n");
    store = StoreServer.start();
    backend = Backend.start(store, "first", Map.of("CGROUP_ROOT", cgroup.toString()));
    token = backend.token("ada");
  }

  @AfterAll
  static void stop() {
    backend.close();
    store.close();
  }

  @AfterEach
  void endFaults() {
    backend.manage("DELETE", "/faults", "");
  }

  @Test
  void metricsHaveTheirNames() {
    try (var fresh = Backend.start(store, "fresh", Map.of("CGROUP_ROOT", cgroup.toString()))) {
      checkMetrics(fresh);
    }
  }

  private static void checkMetrics(Backend backend) {
    var ada = backend.join("lobby", "ada", "");
    ada.send("id-1", "hi");
    ada.seqs(1);
    ada.ack("id-1");
    backend.get("/api/secret-path", null);

    var metrics = backend.manage("GET", "/metrics", "").body();
    assertThat(metrics.lines())
        .contains(
            "http_requests_total{method=\"POST\",route=\"/api/session\",status=\"201\"} 1.0",
            "http_requests_total{method=\"GET\",route=\"/ws\",status=\"101\"} 1.0",
            "http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 1.0",
            "chat_connections 1.0",
            "chat_rooms 1.0",
            "chat_messages_accepted_total 1.0",
            "chat_messages_delivered_total 1.0",
            "chat_delivery_duration_seconds_count 1",
            "chat_store_append_duration_seconds_count 1",
            "container_cpu_limit_cores 0.5");
    assertThat(metrics)
        .contains(
            "http_request_duration_seconds_bucket{method=\"GET\",route=\"/ws\",le=\"0.005\"}",
            "\nprocess_cpu_seconds_total ",
            "\nprocess_resident_memory_bytes ",
            "\njvm_memory_used_bytes{")
        .doesNotContain("secret-path", "\ncontainer_memory_limit_bytes ");
  }

  @Test
  void slowFaultDelaysUntilItEndsByItself() {
    slow(60_000);
    assertThat(timedPage()).isGreaterThanOrEqualTo(400);
    slow(100);
    await()
        .until(
            () ->
                new JsonObject(backend.manage("GET", "/faults", "").body())
                    .getJsonArray("faults")
                    .isEmpty());

    var acted = "chat_faults_acted_total{kind=\"slow\"}";
    double before = backend.metric(acted);
    assertThat(before).isPositive();
    timedPage();
    assertThat(backend.metric(acted)).isEqualTo(before);
  }

  private static void slow(int durationMillis) {
    backend.manage(
        "PUT",
        "/faults",
        new JsonObject()
            .put("kind", "slow")
            .put("delayMillis", 400)
            .put("durationMillis", durationMillis)
            .encode());
  }

  @Test
  void stoppingReplicaFinishesTheRequestInFlight() {
    var leaving = Backend.start(store, "leaving");
    var message = "{\"room\":\"leaving\",\"id\":\"id-1\",\"text\":\"hi\"}";
    try (var client = RawClient.connect(leaving)) {
      client.send(
          """
          POST /api/messages HTTP/1.1
          Host: localhost
          Authorization: Bearer %s
          Content-Length: %s
          Expect: 100-continue

          """
              .formatted(token, message.length())
              .replace("\n", "\r\n"));
      assertThat(client.answer().status()).as("the request is in flight").isEqualTo(100);
      var stopped = CompletableFuture.runAsync(leaving::stop);
      await().until(() -> leaving.manage("GET", "/health/ready", "").statusCode() == 503);

      assertThat(client.send(message).answer().status()).isEqualTo(201);
      stopped.join();
    }
  }

  @Test
  void slowFaultAlsoDelaysWebSockets() {
    backend.manage(
        "PUT", "/faults", "{\"kind\":\"slow\",\"delayMillis\":300,\"durationMillis\":60000}");
    var ada = backend.join("lobby", "ada", "");
    ada.send("id-1", "hi");

    assertThat(ada.ack("id-1").getLong("seq")).isEqualTo(1);
  }

  @Test
  void skewedClockStampsMessagesAndAnswersUntilTheFaultEnds() {
    var ada = backend.join("skew", "ada", "");
    backend.manage(
        "PUT",
        "/faults",
        "{\"kind\":\"skewClock\",\"offsetMillis\":3600000,\"durationMillis\":60000}");
    ada.send("id-1", "hi");

    var ahead = Duration.ofMinutes(59);
    assertThat(offset(ada.first("message").getString("at"))).isGreaterThan(ahead);
    assertThat(offset(clock())).isGreaterThan(ahead);
    backend.manage("DELETE", "/faults", "");
    assertThat(offset(clock())).isLessThan(ahead);
  }

  private String clock() {
    return new JsonObject(backend.manage("GET", "/faults", "").body()).getString("now");
  }

  private static Duration offset(String answered) {
    return Duration.between(Instant.now(), Instant.parse(answered));
  }

  @Test
  void hangingReplicaAnswersNobodyAndThenGoesOn() {
    backend.manage("PUT", "/faults", "{\"kind\":\"hang\",\"durationMillis\":3000}");

    // It begins once its own request is answered: a page may come before that.
    await().pollDelay(Duration.ZERO).until(() -> timedPage() >= 500);
    assertThat(new JsonObject(backend.manage("GET", "/faults", "").body()).getJsonArray("faults"))
        .isEmpty();
  }

  @Test
  void appendThatTheStoreIsNotReachedWithIsCounted() {
    backend.manage("PUT", "/faults", "{\"kind\":\"cutStore\",\"durationMillis\":60000}");

    assertThat(backend.postMessage(token, "lobby", "id-1", "hi").statusCode()).isEqualTo(503);

    assertThat(backend.metric("chat_store_append_errors_total")).isEqualTo(1);
    backend.manage("DELETE", "/faults", "");
  }

  @Test
  void errorsFaultRefusesUntilItIsEnded() {
    var started =
        backend.manage(
            "PUT", "/faults", "{\"kind\":\"errors\",\"percent\":100,\"durationMillis\":60000}");

    assertThat(started.body()).contains("\"percent\":100", "endsAt");
    assertThat(backend.get("/api/messages?room=lobby", token).statusCode()).isEqualTo(503);
    assertThat(metric("chat_faults_acted_total{kind=\"errors\"}")).isEqualTo(1);
    assertThat(backend.manage("GET", "/health/ready", "").statusCode()).isEqualTo(200);

    backend.manage("DELETE", "/faults", "");
    assertThat(backend.get("/api/messages?room=lobby", token).statusCode()).isEqualTo(200);
  }

  /** A console that dies ends nothing: each fault has its own end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"slow\",\"delayMillis\":1,\"durationMillis\":100}",
        "{\"kind\":\"errors\",\"percent\":1,\"durationMillis\":100}",
        "{\"kind\":\"cutStore\",\"durationMillis\":100}",
        "{\"kind\":\"burnCpu\",\"cores\":0.05,\"durationMillis\":100}",
        "{\"kind\":\"fillMemory\",\"bytes\":1048576,\"durationMillis\":100}"
      })
  void everyKindOfFaultEndsByItself(String fault) {
    assertThat(backend.manage("PUT", "/faults", fault).body()).contains("endsAt");

    await()
        .until(
            () ->
                new JsonObject(backend.manage("GET", "/faults", "").body())
                    .getJsonArray("faults")
                    .isEmpty());
  }

  @Test
  void oneKindOfFaultIsEndedAndTheOthersGoOn() {
    backend.manage(
        "PUT", "/faults", "{\"kind\":\"errors\",\"percent\":1,\"durationMillis\":60000}");
    backend.manage(
        "PUT", "/faults", "{\"kind\":\"slow\",\"delayMillis\":1,\"durationMillis\":60000}");

    assertThat(backend.manage("DELETE", "/faults?kind=errors", "").body())
        .contains("\"slow\"")
        .doesNotContain("\"errors\"");
    assertThat(backend.manage("DELETE", "/faults?kind=burnCpu", "").body())
        .as("one that is not active")
        .contains("\"slow\"");
  }

  @Test
  void parameterThatIsUnknownEndsNothing() {
    backend.manage(
        "PUT", "/faults", "{\"kind\":\"errors\",\"percent\":1,\"durationMillis\":60000}");

    var answer = backend.manage("DELETE", "/faults?knd=errors", "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("expected \\\"kind\\\"");
    assertThat(backend.manage("GET", "/faults", "").body()).contains("\"errors\"");
  }

  @Test
  void cutStoreIsWaitedOut() {
    backend.manage("PUT", "/faults", "{\"kind\":\"cutStore\",\"durationMillis\":700}");

    assertThat(backend.postMessage(token, "cut", "id-1", "hi").statusCode()).isEqualTo(201);
    assertThat(new JsonObject(backend.manage("GET", "/faults", "").body()).getJsonArray("faults"))
        .isEmpty();
  }

  @Test
  void burntCpuShows() {
    double before = metric("process_cpu_seconds_total");
    backend.manage("PUT", "/faults", "{\"kind\":\"burnCpu\",\"cores\":1,\"durationMillis\":2000}");

    await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> metric("process_cpu_seconds_total") > before + 0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"kind\":\"slow\",\"durationMillis\":1000}",
        "{\"kind\":\"slow\",\"delayMillis\":1}",
        "{\"kind\":\"slow\",\"delayMillis\":1,\"durationMillis\":99}",
        "{\"kind\":\"slow\",\"delayMillis\":1,\"durationMillis\":600001}",
        "{\"kind\":\"slow\",\"delayMillis\":1,\"durationMillis\":1000,\"delay\":1}",
        "{\"kind\":\"slow\",\"delayMillis\":10,\"jitterMillis\":11,\"durationMillis\":1000}",
        "{\"kind\":\"slow\",\"delayMillis\":10,\"percent\":0,\"durationMillis\":1000}",
        "{\"kind\":\"errors\",\"percent\":101,\"durationMillis\":1000}",
        "{\"kind\":\"errors\",\"percent\":0.09,\"durationMillis\":1000}",
        "{\"kind\":\"errors\",\"percent\":1,\"seed\":-1,\"durationMillis\":1000}",
        "{\"kind\":\"burnCpu\",\"cores\":0.04,\"durationMillis\":1000}",
        "{\"kind\":\"burnCpu\",\"cores\":\"1\",\"durationMillis\":1000}",
        "{\"kind\":\"explode\",\"durationMillis\":1000}",
      })
  void invalidFaultIsABadRequest(String body) {
    var answer = backend.manage("PUT", "/faults", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void changingNeedsTheAdminTokenAndUnknownPathsAreProblems() {
    var request =
        HttpRequest.newBuilder(backend.managementUri("/faults"))
            .PUT(BodyPublishers.ofString("{\"kind\":\"cutStore\",\"durationMillis\":1000}"));

    assertThat(Backend.exchange(request).statusCode()).isEqualTo(401);
    for (var other :
        List.of("Bearer wrong", "Digest " + Backend.ADMIN_TOKEN, Backend.ADMIN_TOKEN)) {
      assertThat(Backend.exchange(request.setHeader("Authorization", other)).statusCode())
          .isEqualTo(401);
    }
    assertThat(backend.manage("GET", "/nothing", "").statusCode()).isEqualTo(404);
    assertThat(backend.manage("POST", "/faults", "{}").statusCode()).isEqualTo(405);
  }

  @Test
  void managementPortSaysWhichMethodsItTakesAndAnswersHead() {
    for (var path : List.of("/metrics", "/health/live", "/health/ready", "/faults")) {
      try (var client = RawClient.connect(backend.managementUri("/").getPort())) {
        var end = " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";

        var refused = client.send("POST" + end).answer();
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.code()).isEqualTo("method-not-allowed");
        assertThat(refused.header("Allow")).contains("GET, HEAD");
        assertThat(client.send("HEAD" + end).answerToHead().status()).isEqualTo(200);
        assertThat(client.send("GET" + end).answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void managementPortOnLoopbackRefusesANameThatWasMadeToPointHere() {
    try (var client = RawClient.connect(backend.managementUri("/").getPort())) {
      var answer =
          client
              .send(
                  "DELETE /faults HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer %s\r\n\r\n"
                      .formatted(Backend.ADMIN_TOKEN))
              .answer();

      assertThat(answer.status()).isEqualTo(421);
      assertThat(answer.code()).isEqualTo("misdirected");
    }
  }

  @Test
  void headOfTheManagementPortIsLimitedAsOthersAre() {
    try (var client = RawClient.connect(backend.managementUri("/").getPort())) {
      var answer = client.send("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\n").answer();

      assertThat(answer.status()).isEqualTo(414);
      assertThat(answer.isProblem()).isTrue();
    }
  }

  private long timedPage() {
    long started = System.nanoTime();
    backend.get("/api/messages?room=lobby", token);
    return Duration.ofNanos(System.nanoTime() - started).toMillis();
  }

  private double metric(String name) {
    return backend
        .manage("GET", "/metrics", "")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
