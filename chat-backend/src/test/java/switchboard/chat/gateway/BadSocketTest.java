package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.chat.RawClient;
import switchboard.chat.testing.QuietLog;

/** WebSocket clients that break the rules, go at the wrong moment, or do not read. */
final class BadSocketTest {
  private static final int PIECE = 64 * 1024;
  private static final int PIECES = 600;

  /** What the system's buffers of both connections can take, and then some. */
  private static final long BUFFERS = 25L * 1024 * 1024;

  /** One at a time, and none for long. */
  private static final GatewayLimits SHORT_TIMEOUTS =
      new GatewayLimits(
          Duration.ofMillis(300),
          GatewayLimits.DEFAULT.request(),
          GatewayLimits.DEFAULT.idle(),
          1,
          Duration.ofMillis(300));

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<RawReplica.Shaking> handshakes = new LinkedBlockingQueue<>();
  private final RawReplica replica = new RawReplica(vertx, "backend-1", handshakes::add);
  private final RunningGateway gateway = new RunningGateway(replica.member());
  @RegisterExtension final QuietLog log = new QuietLog();

  @BeforeEach
  void start() {
    gateway.awaitState("backend-1", "up");
  }

  @AfterEach
  void gatewayKeepsNothing() {
    awaitConnections(0);
    assertThat(gateway.replica("backend-1").getString("state")).isEqualTo("up");
    gateway.close();
    vertx.close().await();
  }

  @Test
  void whatTheReplicaSaysOfABadHandshakeIsPassedOn() {
    var refusal =
        """
        HTTP/1.1 426 Upgrade Required
        Sec-WebSocket-Version: 13
        Content-Type: application/problem+json
        Content-Length: 40

        {"status":426,"code":"upgrade-required"}\
        """
            .replace("\n", "\r\n");
    replica.behaviour = shaking -> shaking.socket().write(refusal);
    var good = RawClient.handshake("/ws?room=a", "any", "99");
    for (var handshake :
        List.of(
            good,
            good.replace("Sec-WebSocket-Key: dGhl", "Sec-WebSocket-Key: "),
            good.replace("Sec-WebSocket-Key", "X-Key"))) {
      try (var client = RawClient.connect(gateway.port())) {
        var answer = client.send(handshake).answer();

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
      }
    }
  }

  @Test
  void handshakeReachesTheReplicaAsItIs() {
    try (var client = RawClient.connect(gateway.port())) {
      client.send(RawClient.handshake("/ws?room=a&after=1", "token", "99"));
      var shaking = handshake();

      assertThat(shaking.head())
          .startsWith("GET /ws?room=a&after=1 HTTP/1.1\r\n")
          .containsIgnoringCase("\r\nSec-WebSocket-Version: 99\r\n")
          .containsIgnoringCase("\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
          .containsIgnoringCase("\r\nAuthorization: Bearer token\r\n");
    }
  }

  @Test
  void clientThatGoesDuringTheHandshakeLeavesNothing() {
    RawReplica.Shaking unanswered;
    RawReplica.Shaking answered;
    var closed = new AtomicInteger();
    try (var client = RawClient.connect(gateway.port())) {
      client.send(RawClient.handshake("/ws?room=a", "any", "13"));
      unanswered = handshake();
      unanswered.socket().closeHandler(gone -> closed.incrementAndGet());
    }
    try (var client = RawClient.connect(gateway.port())) {
      client.send(RawClient.handshake("/ws?room=a", "any", "13"));
      answered = handshake();
      answered.socket().closeHandler(gone -> closed.incrementAndGet());
    }
    answered.accept();

    await().until(() -> closed.get() == 2);
  }

  @Test
  void clientThatHalfClosesIsGone() {
    var closed = new AtomicInteger();
    try (var client = RawClient.connect(gateway.port())) {
      var atReplica = join(client);
      atReplica.closeHandler(gone -> closed.incrementAndGet());
      awaitConnections(1);

      client.halfClose();

      assertThat(client.isClosedByServer()).isTrue();
      await().until(() -> closed.get() == 1);
    }
  }

  @Test
  void replicaIsNotReadFasterThanItsClientReads() {
    var frame = Buffer.buffer(RawClient.bytes(0x82, new byte[PIECE], false));
    var written = new AtomicLong();
    try (var client = RawClient.connect(gateway.port())) {
      var atReplica = join(client);
      Runnable writing =
          () -> {
            while (written.get() < PIECES && !atReplica.writeQueueFull()) {
              written.incrementAndGet();
              atReplica.write(frame.copy());
            }
          };
      atReplica.drainHandler(drained -> writing.run());
      vertx.runOnContext(go -> writing.run());

      awaitStandstill(written);
      assertThat(written.get() * PIECE).isLessThan(BUFFERS);
      // Others are served meanwhile.
      assertThat(gateway.get("/api/x").status()).isEqualTo(200);

      for (int i = 0; i < PIECES; i++) {
        assertThat(client.message()).hasSize(PIECE);
      }
    }
  }

  @Test
  void clientIsNotReadFasterThanItsReplicaReads() {
    var frame = RawClient.bytes(0x82, new byte[PIECE], true);
    var sent = new AtomicLong();
    var received = new AtomicLong();
    try (var client = RawClient.connect(gateway.port());
        var sender = Executors.newSingleThreadExecutor()) {
      var atReplica = join(client);
      atReplica.handler(bytes -> received.addAndGet(bytes.length()));
      atReplica.pause();
      sender.execute(
          () -> {
            while (sent.get() < PIECES && client.trySend(frame)) {
              sent.incrementAndGet();
            }
          });

      awaitStandstill(sent);
      assertThat(sent.get() * PIECE).isLessThan(BUFFERS);

      atReplica.resume();
      await().until(() -> received.get() == (long) PIECES * frame.length);
    }
  }

  @Test
  void handshakesThatNoReplicaAnswersWaitTheirTurnAndAreAllAnsweredWhenOneDoes() {
    var few =
        new GatewayLimits(
            GatewayLimits.DEFAULT.failover(),
            GatewayLimits.DEFAULT.request(),
            GatewayLimits.DEFAULT.idle(),
            4,
            GatewayLimits.DEFAULT.turn());
    try (var narrow = new RunningGateway(RunningGateway.config(replica.member()), few)) {
      narrow.awaitState("backend-1", "up");
      var clients = Stream.generate(() -> RawClient.connect(narrow.port())).limit(40).toList();
      clients.forEach(client -> client.send(RawClient.handshake("/ws?room=a", "any", "13")));
      // One of them goes before its turn, and one while it is its turn.
      clients.getFirst().close();
      clients.getLast().close();
      // As a replica that is too busy to take more; it still answers probes.
      await().during(Duration.ofMillis(700)).until(() -> handshakes.size() <= 5);

      replica.behaviour = RawReplica.Shaking::accept;
      vertx.runOnContext(go -> handshakes.forEach(RawReplica.Shaking::accept));

      assertThat(clients.subList(1, 39))
          .allSatisfy(client -> assertThat(client.answer().status()).isEqualTo(101));
      clients.forEach(RawClient::close);
    }
  }

  @Test
  void handshakeWhoseTurnDoesNotComeIsToldToComeAgain() {
    try (var narrow = new RunningGateway(RunningGateway.config(replica.member()), SHORT_TIMEOUTS);
        var first = RawClient.connect(narrow.port());
        var second = RawClient.connect(narrow.port())) {
      narrow.awaitState("backend-1", "up");
      first.send(RawClient.handshake("/ws?room=a", "any", "13"));
      var turn = handshake();
      second.send(RawClient.handshake("/ws?room=a", "any", "13"));

      var answer = second.answer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.isProblem()).isTrue();
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      turn.accept();
      assertThat(first.answer().status()).isEqualTo(101);
    }
  }

  @Test
  void whileThereIsNoReplicaNobodyWaitsLongerForHavingComeInACrowd() {
    try (var lonely = new RunningGateway(RunningGateway.config(), SHORT_TIMEOUTS)) {
      var clients = Stream.generate(() -> RawClient.connect(lonely.port())).limit(40).toList();
      long start = System.nanoTime();
      clients.forEach(client -> client.send(RawClient.handshake("/ws?room=a", "any", "13")));

      assertThat(clients).allSatisfy(client -> assertThat(client.answer().status()).isEqualTo(503));
      // One after the other they would have waited for twelve seconds.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
      clients.forEach(RawClient::close);
    }
  }

  private NetSocket join(RawClient client) {
    client.send(RawClient.handshake("/ws?room=a", "any", "13"));
    var socket = handshake().accept();
    assertThat(client.answer().status()).isEqualTo(101);
    return socket;
  }

  private RawReplica.Shaking handshake() {
    return RunningGateway.Conversation.next(handshakes);
  }

  private void awaitConnections(int count) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> gateway.replica("backend-1").getInteger("connections") == count);
  }

  /** Waits until a count has not moved for a moment. */
  private static void awaitStandstill(AtomicLong count) {
    var last = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(150))
        .until(() -> last.getAndSet(count.get()) == count.get() && count.get() > 0);
  }
}
