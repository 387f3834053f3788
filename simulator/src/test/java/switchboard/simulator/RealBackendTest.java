package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.simulator.Running.number;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.testing.StoreServer;
import switchboard.simulator.swarm.Load;

/** Users against the real backend and the real store. */
class RealBackendTest {
  private static final int USERS = 40;

  private static StoreServer store;
  private static BackendProcess backend;
  private Running running;

  @BeforeAll
  static void startSystem() throws IOException {
    store = StoreServer.start();
    backend = BackendProcess.replica(store, "backend-1");
    backend.start();
  }

  @AfterAll
  static void stopSystem() {
    backend.close();
    store.close();
  }

  @BeforeEach
  void start() {
    // Silent until all are there: what is said before a member joins is not for that member.
    running = new Running(backend.address(), new Load(USERS, 500, 0, 60, 10));
    running.awaitConnected(USERS);
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":180}");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private void awaitAcknowledged(long messages) {
    running.awaitStats(
        messages + " acknowledged", stats -> number(stats, "messages", "acknowledged") >= messages);
  }

  private static void assertPromiseKept(JsonObject stats) {
    assertThat(number(stats, "messages", "lost")).as("lost").isZero();
    assertThat(number(stats, "messages", "duplicated")).as("duplicated").isZero();
    assertThat(number(stats, "messages", "reordered")).as("reordered").isZero();
    assertThat(number(stats, "messages", "pending")).as("pending").isZero();
  }

  @Test
  void everyMessageIsAcknowledgedAndDeliveredToEveryMember() {
    awaitAcknowledged(100);

    var stats = running.settle();

    assertPromiseKept(stats);
    long sent = number(stats, "messages", "sent");
    assertThat(number(stats, "requests", "failed")).as(stats.getString("lastFailure")).isZero();
    assertThat(number(stats, "messages", "acknowledged")).isEqualTo(sent);
    assertThat(number(stats, "messages", "delivered")).isEqualTo(10 * sent);
  }

  @Test
  void killedBackendLosesNothing() throws IOException {
    awaitAcknowledged(50);
    backend.kill();
    running.awaitStats("sockets broke", stats -> stats.getLong("reconnects") >= USERS);
    backend.start();
    running.awaitConnected(USERS);
    long before = number(running.stats(), "messages", "acknowledged");
    awaitAcknowledged(before + 50);

    assertPromiseKept(running.settle());
  }

  @Test
  void loadTestWithoutATokenSaysSo() {
    var plan = "{\"path\":\"/api/messages?room=lobby\",\"requests\":50,\"concurrency\":5}";

    var started = running.call("POST", "/load-tests", plan);

    var location = started.headers().firstValue("Location").orElseThrow();
    running.awaitStats("end", stats -> running.get(location).getString("state").equals("done"));
    assertThat(running.get(location).getJsonObject("result").getJsonObject("statuses"))
        .isEqualTo(new JsonObject().put("401", 50));
  }

  @Test
  void loadTestOfMessagesHasSessionsOfItsOwnAndIdsThatAreTakenOnce() {
    var plan =
        """
        {"path":"/api/messages","method":"POST","sessions":20,"requests":100,"concurrency":5,
        "body":"{\\"room\\":\\"load-test\\",\\"id\\":\\"{run}-{n}\\",\\"text\\":\\"{n}\\"}"}\
        """;

    for (int run = 0; run < 2; run++) {
      var started = running.call("POST", "/load-tests", plan);
      var location = started.headers().firstValue("Location").orElseThrow();
      running.awaitStats("end", stats -> running.get(location).getString("state").equals("done"));
      assertThat(running.get(location).getJsonObject("result").getJsonObject("statuses"))
          .isEqualTo(new JsonObject().put("201", 100));
    }
  }
}
