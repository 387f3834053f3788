package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicasApiTest {
  private final Vertx vertx = Vertx.vertx();
  private final RunningGateway gateway = new RunningGateway();

  @AfterEach
  void stop() {
    gateway.close();
    vertx.close().await();
  }

  @Test
  void gatewayIsReadyWithoutReplicas() {
    assertThat(gateway.manage(HttpMethod.GET, "/health/ready", null).status()).isEqualTo(200);
  }

  @Test
  void sameListAgainChangesNothing() {
    var replica = new TestReplica(vertx, "backend-1").start();
    gateway.replace(replica);
    gateway.awaitState("backend-1", "up");

    var again = gateway.replace(replica);

    assertThat(again.status()).isEqualTo(200);
    assertThat(gateway.replica("backend-1").getString("state")).isEqualTo("up");
    assertThat(gateway.replica("backend-1").getString("address"))
        .isEqualTo(replica.member().address().toString());
  }

  @Test
  void replicaThatComesUpIsSeenInTheMetrics() {
    gateway.replace(new TestReplica(vertx, "backend-1").start());

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(gateway.metrics())
                    .contains("gateway_replica_up{replica=\"backend-1\"} 1.0")
                    .contains("gateway_connections{replica=\"backend-1\"} 0.0")
                    .contains("jvm_memory_used_bytes"));
  }

  @Test
  void killedReplicaIsSeenToGoOutAndToComeInAgain() {
    var replica = new TestReplica(vertx, "backend-1").start();
    var begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    gateway.replace(replica);
    gateway.awaitState("backend-1", "up");

    replica.kill();
    gateway.get("/api/x");
    gateway.awaitState("backend-1", "down");
    replica.start();
    gateway.awaitState("backend-1", "up");

    var told = gateway.manage(HttpMethod.GET, "/replicas/events", null).json();
    var events = told.getJsonArray("events").stream().map(JsonObject.class::cast).toList();
    assertThat(events)
        .extracting(event -> event.getString("replica") + " " + event.getString("event"))
        .containsExactly("backend-1 in", "backend-1 out", "backend-1 in");
    var times =
        Stream.concat(events.stream(), Stream.of(told))
            .map(each -> Instant.parse(each.getString("at")))
            .toList();
    assertThat(times).isSorted().allMatch(time -> !time.isBefore(begun));
  }

  @Test
  void listCannotBeReplacedWithoutTheToken() {
    assertThat(gateway.get("/replicas").status()).isEqualTo(404);
    assertThat(gateway.manageWithoutToken(HttpMethod.PUT, "/replicas", "{\"replicas\":[]}"))
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                                                    | not a JSON object
          {}                                                          | expected a list
          {"replicas":[1]}                                            | must be an object
          {"replicas":[{"name":"a"}]}                                 | address
          {"replicas":[{"name":"a","address":"x"}]}                   | is not an address
          {"replicas":[{"name":"a","address":"h:1","port":2}]}        | port
          {"replicas":[{"name":"a","address":"h:1"},{"name":"a","address":"h:2"}]} | twice
          """)
  void wrongListIsRefusedAndNamed(String body, String expected) {
    var reply = gateway.manage(HttpMethod.PUT, "/replicas", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("detail")).contains(expected);
  }
}
