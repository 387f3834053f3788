package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.simulator.swarm.Load;

@Tag("locales")
class LoadTestTest {
  private final CrookedServer server = new CrookedServer();
  private final Running running = new Running(server.address(), new Load(0, 100, 3, 6, 50));

  @AfterEach
  void stop() {
    running.close();
    server.close();
  }

  private String start(String body) {
    var response = running.call("POST", "/load-tests", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return response.headers().firstValue("Location").orElseThrow();
  }

  private JsonObject awaitEnd(String location) {
    return await()
        .until(
            () -> running.get(location),
            run -> !List.of("preparing", "running").contains(run.getString("state")));
  }

  @Test
  void closedLoopMakesExactlyItsRequests() {
    var run =
        awaitEnd(
            start(
                "{\"path\":\"/api/messages?room=a\",\"method\":\"GET\",\"requests\":500,\"concurrency\":10}"));

    var result = run.getJsonObject("result");
    assertThat(run.getString("state")).isEqualTo("done");
    assertThat(run.getDouble("progress")).isEqualTo(1);
    assertThat(result.getLong("completed")).isEqualTo(500);
    assertThat(result.getLong("failed")).isZero();
    assertThat(result.getJsonObject("statuses")).isEqualTo(new JsonObject().put("200", 500));
    assertThat(result.getJsonObject("latencyMillis").getLong("count")).isEqualTo(500);
    assertThat(result.getDouble("requestsPerSecond")).isPositive();
  }

  @Test
  void openLoopKeepsItsRate() {
    var run =
        awaitEnd(start("{\"path\":\"/api/messages?room=a\",\"rate\":200,\"duration\":\"1s\"}"));

    assertThat(run.getJsonObject("result").getLong("completed")).isEqualTo(200);
    assertThat(run.getDouble("elapsedSeconds")).isBetween(0.9, 5.0);
  }

  @Test
  void refusedRequestsAreCountedByStatus() {
    server.toRefuse.set(7);

    var result =
        awaitEnd(start("{\"path\":\"/api/messages?room=a\",\"requests\":20,\"concurrency\":1}"))
            .getJsonObject("result");

    assertThat(result.getLong("failed")).isEqualTo(7);
    assertThat(result.getJsonObject("statuses").getMap())
        .containsEntry("503", 7)
        .containsEntry("200", 13);
  }

  @Test
  void unreachableServerIsAnError() {
    server.close();

    var result =
        awaitEnd(start("{\"path\":\"/\",\"requests\":5,\"concurrency\":5}"))
            .getJsonObject("result");

    assertThat(result.getLong("failed")).isEqualTo(5);
    assertThat(result.getJsonObject("errors").fieldNames())
        .anyMatch(reason -> reason.contains("refused"));
  }

  @Test
  void requestsCarryTheTokensOfSessionsThatWereOpenedForThem() {
    var result =
        awaitEnd(
                start(
                    "{\"path\":\"/api/messages?room=a\",\"sessions\":3,\"requests\":9,\"concurrency\":2}"))
            .getJsonObject("result");

    assertThat(result.getLong("failed")).isZero();
    assertThat(server.logins).hasValue(3);
    assertThat(server.loadTokens).containsExactly("load-token");
    assertThat(server.bearers())
        .containsExactlyInAnyOrder(
            "Bearer load-test-1", "Bearer load-test-2", "Bearer load-test-3");
  }

  @Test
  void loadTestWhoseSessionIsRefusedFailsWithTheReason() {
    server.toRefuse.set(1);

    var run =
        awaitEnd(
            start(
                "{\"path\":\"/api/messages?room=a\",\"sessions\":1,\"requests\":9,\"concurrency\":2}"));

    assertThat(run.getString("state")).isEqualTo("failed");
    assertThat(run.getString("problem"))
        .isEqualTo("no session could be opened: answered 503 (the store is away)");
    assertThat(run.getJsonObject("result").getLong("completed")).isZero();
    assertThat(run.containsKey("generator")).isFalse();
  }

  @Test
  void everyMessageHasAnIdOfItsOwn() {
    var body = "{\\\"room\\\":\\\"a\\\",\\\"id\\\":\\\"{run}-{n}\\\",\\\"text\\\":\\\"{n}\\\"}";
    var plan =
        "{\"path\":\"/api/messages\",\"method\":\"POST\",\"sessions\":1,\"requests\":20,\"concurrency\":4,\"body\":\""
            + body
            + "\"}";

    awaitEnd(start(plan));
    awaitEnd(start(plan));

    assertThat(server.stored("a")).isEqualTo(40);
  }

  @Test
  void histogramComesToWhoAsksForIt() {
    var location = start("{\"path\":\"/api/messages?room=a\",\"requests\":20,\"concurrency\":1}");

    awaitEnd(location);

    assertThat(latency(running.get(location + "?histograms=true")).getString("histogram"))
        .isNotEmpty();
    assertThat(latency(running.get(location)).containsKey("histogram")).isFalse();
  }

  private static JsonObject latency(JsonObject run) {
    return run.getJsonObject("result").getJsonObject("latencyMillis");
  }

  @Test
  void generatorSaysWhatItUsedAndHowLateItSent() {
    var run =
        awaitEnd(start("{\"path\":\"/api/messages?room=a\",\"rate\":100,\"duration\":\"1s\"}"));

    var generator = run.getJsonObject("generator");
    assertThat(generator.getDouble("cpuCores")).isPositive();
    assertThat(generator.getLong("notSent")).isZero();
    assertThat(generator.getJsonObject("latenessMillis").getLong("count")).isEqualTo(100);
  }

  @Test
  void requestsThatWereNotSentAreFailedAndLimitTheRun() {
    server.toLeaveUnacknowledged.set(Integer.MAX_VALUE);
    var location =
        start(
            """
            {"path":"/api/messages","method":"POST","sessions":1,"rate":50000,"duration":"1s",
            "body":"{\\"room\\":\\"a\\",\\"id\\":\\"{n}\\",\\"text\\":\\"x\\"}"}\
            """);

    var run =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> running.get(location),
                found -> generator(found).filter(each -> each.getLong("notSent") > 0).isPresent());

    var generator = generator(run).orElseThrow();
    assertThat(run.getJsonObject("result").getJsonObject("errors").getLong("not sent"))
        .isEqualTo(generator.getLong("notSent"));
    assertThat(generator.getString("limit"))
        .isEqualTo(
            generator.getLong("notSent")
                + " requests were not sent, because 10000 were waiting for an answer");
  }

  private static Optional<JsonObject> generator(JsonObject run) {
    return Optional.ofNullable(run.getJsonObject("generator"));
  }

  @Test
  void onlyOneRunsAtATimeAndItCanBeCancelled() {
    var plan = "{\"path\":\"/api/messages?room=a\",\"rate\":10,\"duration\":\"10m\"}";
    var location = start(plan);

    assertThat(running.call("POST", "/load-tests", plan).statusCode()).isEqualTo(409);
    assertThat(running.call("DELETE", location, null).statusCode()).isEqualTo(200);

    assertThat(running.get(location).getString("state")).isEqualTo("cancelled");
    running.call("DELETE", start(plan), null);
    assertThat(running.get("/load-tests").getJsonArray("loadTests")).hasSize(2);
  }

  @Test
  void unknownLoadTestIsNotFound() {
    assertThat(running.call("GET", "/load-tests/77", null).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"path\":\"http://example.org/\",\"requests\":1,\"concurrency\":1} | path is"
            + " \"http://example.org/\", expected one of the gateway",
        "{\"path\":\"//example.org/\",\"requests\":1,\"concurrency\":1} | path is"
            + " \"//example.org/\", expected one of the gateway",
        "{\"path\":\"/a b\",\"requests\":1,\"concurrency\":1} | path is \"/a b\", expected",
        "{\"requests\":1,\"concurrency\":1} | path is missing",
        "{\"path\":\"/\",\"requests\":0,\"concurrency\":1} | requests is 0, allowed is a number"
            + " from 1 to 1000000",
        "{\"path\":\"/\",\"requests\":1,\"concurrency\":1001} | concurrency is 1001",
        "{\"path\":\"/\",\"rate\":10,\"duration\":\"11m\"} | duration is \"11m\", allowed is 1s to"
            + " 10m",
        "{\"path\":\"/\",\"rate\":10} | duration is \"\"",
        "{\"path\":\"/\",\"rate\":10,\"duration\":\"1s\",\"requests\":5} | expected either",
        "{\"path\":\"/\"} | expected either",
        "{\"path\":\"/\",\"method\":\"DELETE\",\"requests\":1,\"concurrency\":1} | method is"
            + " DELETE",
        "{\"path\":\"/\",\"requests\":1.5,\"concurrency\":1} | requests is 1.5, expected a whole",
        "{\"path\":\"/\",\"rate\":50000,\"duration\":\"1m\"} | rate and duration make 3000000"
            + " requests, allowed are 1000000",
        "{\"path\":\"/\",\"sessions\":1001,\"requests\":1,\"concurrency\":1} | sessions is 1001",
        "{\"path\":\"/\",\"body\":\"{}\",\"requests\":1,\"concurrency\":1} | body is allowed"
            + " with POST only",
        "{\"path\":\"/\",\"speed\":1} | unknown field \"speed\"",
      })
  void planThatIsNoneIsRefused(String body, String detail) {
    var response = running.call("POST", "/load-tests", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(response.body()).getString("detail")).contains(detail);
  }
}
