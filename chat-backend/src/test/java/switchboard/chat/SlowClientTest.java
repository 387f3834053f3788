package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import switchboard.chat.config.Limits;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.QuietLog;
import switchboard.chat.testing.StoreServer;

/**
 * Clients that are too slow to send or to read: each is closed, with a reason where that is
 * possible, and does not affect the others.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlowClientTest {
  private static final int TEXT_BEGINS = 0x01;
  private static final int PING = 0x89;
  private static final Limits SHORT =
      new Limits(
          Duration.ofMillis(500),
          Duration.ofMillis(1_500),
          Duration.ofMillis(300),
          Duration.ofMillis(500),
          Duration.ofSeconds(8),
          Duration.ofSeconds(10),
          Duration.ofMillis(300));

  private static final Limits NEVER_IDLE =
      new Limits(
          SHORT.request(),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          SHORT.message(),
          SHORT.close(),
          SHORT.move(),
          SHORT.refresh());

  private static StoreServer store;
  private static Backend backend;
  private static String token;

  @RegisterExtension final QuietLog log = new QuietLog();

  @BeforeAll
  static void start() {
    store = StoreServer.start();
    backend = Backend.start(store, "first", Map.of(), SHORT);
    token = backend.token("ada");
  }

  @AfterAll
  static void stop() {
    backend.close();
    store.close();
  }

  @AfterEach
  void replicaIsHealthy() {
    assertThat(backend.get("/api/messages?room=lobby", token).statusCode()).isEqualTo(200);
  }

  @Test
  void connectionWhoseFirstHeadDoesNotComeIsClosed() {
    try (var other = Backend.start(store, "other", Map.of(), NEVER_IDLE);
        var silent = RawClient.connect(other);
        var dripping = RawClient.connect(other)) {
      dripping.send("GET /api/messages?room=a HTTP/1.1\r\n");
      assertThat(dripping.isClosedWhileSending()).isTrue();

      assertThat(silent.isClosedByServer()).isTrue();
    }
  }

  @Test
  void connectionWhoseNextHeadDoesNotComeIsClosed() {
    try (var client = RawClient.connect(backend)) {
      client.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(404);
      client.send("GET /nothing HTTP/1.1\r\n");

      assertThat(client.isClosedWhileSending()).isTrue();
    }
  }

  @Test
  void bodyThatIsNotWholeInTimeIsAnswered408AndClosed() {
    try (var client = RawClient.connect(backend)) {
      client.send("POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{");
      var answer = client.answer();

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.isProblem()).isTrue();
      assertThat(client.isClosedWhileSending()).isTrue();
    }
  }

  @Test
  void peerThatDoesNotAnswerPingsIsClosedAndOneThatDoesIsNot() {
    var ada = backend.join("idle", "ada", "");
    try (var dead = RawClient.join(backend, "idle", "bob")) {
      await().atMost(Duration.ofSeconds(10)).until(() -> online(ada) == 2);

      assertThat(dead.isClosedByServer()).isTrue();
      await().atMost(Duration.ofSeconds(10)).until(() -> online(ada) == 1);
    }
    assertThat(ada.isClosed()).isFalse();
  }

  @Test
  void messageThatIsNotWholeInTimeClosesTheSocket() {
    try (var client = RawClient.join(backend, "pieces", "ada")) {
      client.frame(TEXT_BEGINS, "{");

      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void memberWhoDoesNotReadIsClosedWithAReason() throws Exception {
    // A client that does not read answers no ping either: here that is not what it is closed for.
    try (var other = Backend.start(store, "other", Map.of(), NEVER_IDLE);
        var slow = RawClient.join(other, "slow", "bob")) {
      var reader = other.join("slow", "ada", "");
      other.postLongMessagesUntil(
          () -> other.metric("chat_connections_closed_total{reason=\"too-slow\"}") == 1,
          "slow",
          reader);

      assertThat(slow.closeCode()).isEqualTo(1013);
      assertThat(reader.isClosed()).isFalse();
    }
  }

  @Test
  void clientThatPingsAndDoesNotReadTheAnswersIsClosed() {
    var ping = RawClient.bytes(PING, new byte[125], true);
    try (var client = RawClient.join(backend, "pings", "ada")) {
      int sent = 0;
      while (sent < 1_000_000 && client.trySend(ping)) {
        sent++;
      }

      assertThat(sent).isLessThan(1_000_000);
    }
  }

  @Test
  void answersThatNobodyReadsDoNotPileUp() {
    var text = "\u0001".repeat(4096);
    for (int i = 0; i < 100; i++) {
      backend.postMessage(token, "pages", "id-" + i, text);
    }
    double before = pagesSent();
    var request =
        "GET /api/messages?room=pages&limit=100 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(token)
            .repeat(200)
            .getBytes(StandardCharsets.US_ASCII);
    try (var client = RawClient.connect(backend)) {
      client.trySend(request);

      // Two are on their way at most, besides those that the system's own buffers took.
      await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(5))
          .until(() -> pagesSent() - before < 20);
      assertThat(client.isClosedWhileSending()).isTrue();
    }
  }

  @Test
  void readerWhoAsksForMuchAtOnceAndReadsItGetsEverything() {
    var text = "x".repeat(4096);
    for (int i = 0; i < 100; i++) {
      backend.postMessage(token, "read", "id-" + i, text);
    }
    try (var client = RawClient.connect(backend)) {
      client.send(
          "GET /api/messages?room=read&limit=100 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(token)
              .repeat(10));
      for (int i = 0; i < 10; i++) {
        assertThat(new JsonObject(client.answer().body()).getJsonArray("messages")).hasSize(100);
      }
    }
  }

  @Test
  void messageThatTheLogLostComesAlsoWhenTheRoomFallsSilent() {
    var bob = backend.join("silent", "bob", "");
    bob.first("welcome");
    try (var operator = new Jedis(store.address())) {
      // As if the log had been trimmed before the replica could read it.
      operator.incr("seq:silent");
      operator.xadd(
          "room:silent",
          new StreamEntryID(1, 0),
          Map.of("id", "lost-1", "from", "eve", "text", "hi", "at", "0"));
    }

    assertThat(bob.seqs(1)).containsExactly(1L);
  }

  private static double pagesSent() {
    var name = "http_requests_total{method=\"GET\",route=\"/api/messages\",status=\"200\"} ";
    return backend
        .manage("GET", "/metrics", "")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElse(0);
  }

  private static int online(Member member) {
    var frames = member.frames("presence");
    return frames.isEmpty() ? 0 : frames.getLast().getInteger("online");
  }
}
