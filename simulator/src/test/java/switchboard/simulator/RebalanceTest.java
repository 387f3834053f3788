package switchboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.simulator.Running.number;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.chat.testing.StoreServer;
import switchboard.simulator.swarm.Load;

/** Users of real replicas behind the real gateway, each a process, when replicas are added. */
@Tag("engine")
class RebalanceTest {
  private static final int USERS = 150;

  /** Above what a busy machine takes. How long it takes is measured elsewhere. */
  private static final Duration LONG = Duration.ofMinutes(3);

  private StoreServer store;
  private List<BackendProcess> replicas;
  private BackendProcess gateway;
  private Running running;

  @BeforeEach
  void startWithOneReplica() throws IOException {
    store = StoreServer.start();
    replicas =
        Stream.of("backend-1", "backend-2", "backend-3")
            .map(name -> BackendProcess.replica(store, name))
            .toList();
    gateway = BackendProcess.gateway(replicas);
    replicas.getFirst().start();
    gateway.start();
    running = new Running(gateway.address(), new Load(USERS, 200, 0, 12, 10));
    running.awaitConnected(USERS);
    // Silent until all are there: what is said before a member joins is not for that member.
    running.call("PUT", "/load", "{\"messagesPerUserPerMinute\":30}");
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
    gateway.close();
    replicas.forEach(BackendProcess::close);
    store.close();
  }

  private boolean isEven() {
    double mean = (double) USERS / replicas.size();
    return replicas.stream()
        .allMatch(
            replica ->
                Math.abs(replica.metric("chat_connections").orElse(0) - mean) <= 0.05 * mean);
  }

  @Test
  void usersSpreadOverReplicasThatAreAddedAndNoticeNothing() throws IOException {
    long failedBefore = number(running.stats(), "requests", "failed");
    replicas.get(1).start();
    replicas.get(2).start();

    await().atMost(LONG).until(this::isEven);

    long sent = number(running.stats(), "messages", "sent");
    running.awaitStats("more sent", now -> number(now, "messages", "sent") > sent + USERS);
    var stats = running.settle();
    for (var harm : List.of("lost", "duplicated", "reordered", "undelivered", "pending")) {
      assertThat(number(stats, "messages", harm)).as(harm).isZero();
    }
    assertThat(number(stats, "requests", "failed"))
        .as(stats.getString("lastFailure"))
        .isEqualTo(failedBefore);
    assertThat(stats.getLong("reconnects")).isZero();
    assertThat(stats.getJsonObject("users").getDouble("disconnectedSeconds")).isZero();
    assertThat(stats.getLong("moves")).isBetween(90L, 120L);
  }
}
