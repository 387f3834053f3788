package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.simulator.swarm.Load;

@Tag("locales")
class BenchmarkTest {
  private final CrookedServer server = new CrookedServer();
  private final Running running = new Running(server.address(), new Load(0, 100, 3, 6, 50));

  @AfterEach
  void stop() {
    running.close();
    server.close();
  }

  private String start(String body) {
    var response = running.call("POST", "/benchmarks", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return response.headers().firstValue("Location").orElseThrow();
  }

  private JsonObject awaitEnd(String location) {
    return await()
        .until(() -> running.get(location), run -> !run.getString("state").equals("running"));
  }

  @Test
  void closedLoopMakesExactlyItsRequests() {
    var run =
        awaitEnd(
            start(
                "{\"url\":\"/api/messages?room=a\",\"method\":\"GET\",\"requests\":500,\"concurrency\":10}"));

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
        awaitEnd(
            start(
                "{\"url\":\"%s/api/messages?room=a\",\"rate\":200,\"duration\":\"1s\"}"
                    .formatted(server.address())));

    assertThat(run.getJsonObject("result").getLong("completed")).isEqualTo(200);
    assertThat(run.getDouble("elapsedSeconds")).isBetween(0.9, 5.0);
  }

  @Test
  void refusedRequestsAreCountedByStatus() {
    server.toRefuse.set(7);

    var result =
        awaitEnd(start("{\"url\":\"/api/messages?room=a\",\"requests\":20,\"concurrency\":1}"))
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
        awaitEnd(start("{\"url\":\"/\",\"requests\":5,\"concurrency\":5}")).getJsonObject("result");

    assertThat(result.getLong("failed")).isEqualTo(5);
    assertThat(result.getJsonObject("errors").fieldNames())
        .anyMatch(reason -> reason.contains("refused"));
  }

  @Test
  void onlyOneRunsAtATimeAndItCanBeCancelled() {
    var plan = "{\"url\":\"/api/messages?room=a\",\"rate\":10,\"duration\":\"10m\"}";
    var location = start(plan);

    assertThat(running.call("POST", "/benchmarks", plan).statusCode()).isEqualTo(409);
    assertThat(running.call("DELETE", location, null).statusCode()).isEqualTo(200);

    assertThat(running.get(location).getString("state")).isEqualTo("cancelled");
    running.call("DELETE", start(plan), null);
    assertThat(running.get("/benchmarks").getJsonArray("benchmarks")).hasSize(2);
  }

  @Test
  void unknownBenchmarkIsNotFound() {
    assertThat(running.call("GET", "/benchmarks/77", null).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"url\":\"http://example.org/\",\"requests\":1,\"concurrency\":1} | url is"
            + " http://example.org/, allowed",
        "{\"url\":\"//example.org/\",\"requests\":1,\"concurrency\":1} | url is //example.org/,"
            + " allowed",
        "{\"requests\":1,\"concurrency\":1} | url is missing",
        "{\"url\":\"/\",\"requests\":0,\"concurrency\":1} | requests is 0, allowed is a number from"
            + " 1 to 1000000",
        "{\"url\":\"/\",\"requests\":1,\"concurrency\":1001} | concurrency is 1001",
        "{\"url\":\"/\",\"rate\":10,\"duration\":\"11m\"} | duration is \"11m\", allowed is 1s to"
            + " 10m",
        "{\"url\":\"/\",\"rate\":10} | duration is \"\"",
        "{\"url\":\"/\",\"rate\":10,\"duration\":\"1s\",\"requests\":5} | expected either",
        "{\"url\":\"/\"} | expected either",
        "{\"url\":\"/\",\"method\":\"DELETE\",\"requests\":1,\"concurrency\":1} | method is DELETE",
        "{\"url\":\"/\",\"speed\":1} | unknown field \"speed\"",
      })
  void planThatIsNoneIsRefused(String body, String detail) {
    var response = running.call("POST", "/benchmarks", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(response.body()).getString("detail")).contains(detail);
  }
}
