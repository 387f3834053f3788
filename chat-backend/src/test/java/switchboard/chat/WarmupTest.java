package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Jedis;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.management.Environment;
import switchboard.chat.testing.QuietLog;
import switchboard.chat.testing.StoreServer;

/** The warm-up before a replica is ready, and that it leaves nothing behind. */
@ExtendWith(QuietLog.class)
final class WarmupTest {
  /** Far more than it takes on the slowest machine. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private StoreServer store;

  @BeforeEach
  void start() {
    store = StoreServer.start();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void everythingThatUsersDoIsGoneThroughAndAnsweredAsTheyAre() {
    var warmup = new Warmup(LONG);

    warmup.run();

    assertThat(warmup.rounds()).isBetween(Warmup.MIN_ROUNDS, Warmup.MAX_ROUNDS);
  }

  @Test
  void warmUpIsInNoMetricAndInNoRoomAndLeavesNothingInTheStore() {
    try (var backend = Backend.start(store, "first", Map.of(), new Warmup(LONG))) {
      var metrics = backend.manage("GET", "/metrics", "").body();

      assertThat(metrics)
          .doesNotContain("http_requests_total{")
          .contains("chat_connections 0")
          .contains("chat_messages_accepted_total 0")
          .contains("chat_messages_delivered_total 0");
      assertThat(backend.get("/api/messages?room=warm-up", backend.token("ada")).body())
          .contains("\"messages\":[]");
      try (var client = new Jedis(store.address())) {
        assertThat(client.keys("*"))
            .noneMatch(key -> key.contains(":"))
            .doesNotContain("log", "rooms", "count");
      }
    }
  }

  @Test
  void replicaIsNotReadyAndTakesNoRequestWhileItWarmsUp() throws Exception {
    var warm = new CountDownLatch(1);
    var variables = new HashMap<String, String>(Backend.environment(store, "first"));
    int port = StoreServer.freePort();
    variables.put("MANAGEMENT_PORT", Integer.toString(port));
    var replica = new Replica(ChatConfig.from(new Environment(variables)));
    var ready =
        CompletableFuture.supplyAsync(() -> replica.start(() -> awaitOn(warm)))
            .thenCompose(started -> started.toCompletionStage());
    try {
      await().ignoreExceptions().until(() -> readiness(port).statusCode() == 503);
      assertThat(readiness(port).body()).contains("warming up");
      assertThat(ready).isNotDone();

      warm.countDown();

      ready.get(30, TimeUnit.SECONDS);
      assertThat(readiness(port).statusCode()).isEqualTo(200);
    } finally {
      warm.countDown();
      replica.stop().await(10, TimeUnit.SECONDS);
    }
  }

  private static HttpResponse<String> readiness(int port) {
    return Backend.exchange(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")));
  }

  private static void awaitOn(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
