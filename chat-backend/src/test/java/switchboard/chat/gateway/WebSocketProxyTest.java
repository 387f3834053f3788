package switchboard.chat.gateway;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.chat.RawClient;
import switchboard.chat.gateway.RunningGateway.Conversation;
import switchboard.chat.gateway.replicas.Address;

class WebSocketProxyTest {
  private final Vertx vertx = Vertx.vertx();
  private final TestReplica one = new TestReplica(vertx, "backend-1").start();
  private final TestReplica two = new TestReplica(vertx, "backend-2").start();
  private final TestReplica three = new TestReplica(vertx, "backend-3").start();
  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = new RunningGateway(one.member(), two.member());
    Stream.of(one, two).forEach(replica -> gateway.awaitState(replica.name, "up"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    vertx.close().await();
  }

  @Test
  void textBinaryAndPingPassBothWays() {
    var client = gateway.connect("/ws?room=r");
    assertThat(client.nextText()).isEqualTo("backend-1");

    client.socket.writeTextMessage("grüße").await();
    assertThat(client.nextText()).isEqualTo("grüße");

    var bytes = Buffer.buffer(new byte[60_000]);
    client.socket.writeBinaryMessage(bytes).await();
    assertThat(Conversation.next(client.binaries)).isEqualTo(bytes);

    var pongs = new CopyOnWriteArrayList<Buffer>();
    client.socket.pongHandler(pongs::add);
    client.socket.writePing(Buffer.buffer("p")).await();
    await().until(() -> pongs.equals(List.of(Buffer.buffer("p"))));
  }

  @Test
  void replicaOnAUnixSocketServesRequestsAndSockets(@TempDir Path folder) {
    var path = Address.parse("unix:" + folder.resolve("backend-4.sock"));
    var near = new TestReplica(vertx, "backend-4", path).start();
    try (var toPath = new RunningGateway(near.member())) {
      toPath.awaitState("backend-4", "up");

      assertThat(toPath.get("/api/who").replica()).isEqualTo("backend-4");
      var client = toPath.connect("/ws?room=r");
      assertThat(client.nextText()).isEqualTo("backend-4");
      client.socket.writeTextMessage("near").await();
      assertThat(client.nextText()).isEqualTo("near");
    }
  }

  @Test
  void firstFrameIsNeverLost() {
    var clients = IntStream.range(0, 300).mapToObj(i -> gateway.connect("/ws?room=r")).toList();

    var spread =
        clients.stream().map(Conversation::nextText).collect(groupingBy(name -> name, counting()));

    assertThat(spread).isEqualTo(Map.of("backend-1", 150L, "backend-2", 150L));
  }

  @Test
  void closeCodeOfTheReplicaReachesTheClient() {
    var client = gateway.connect("/ws?room=r");

    client.socket.writeTextMessage("go away").await();

    assertThat(client.closeCode()).isEqualTo((short) 1013);
  }

  @Test
  void closeCodeOfTheClientReachesTheReplica() {
    var client = gateway.connect("/ws?room=r");

    client.socket.close((short) 4001, "bye").await();

    await().until(() -> one.closeCodes().equals(List.of(4001)));
    await().until(() -> gateway.replica("backend-1").getInteger("connections") == 0);
  }

  @Test
  void refusedHandshakeIsPassedOn() {
    assertThatThrownBy(() -> gateway.connect("/ws?room=r&token=none"))
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            rejected -> {
              assertThat(rejected.getStatus()).isEqualTo(401);
              assertThat(rejected.getBody()).hasToString("no token");
            });
    assertThat(gateway.replica("backend-1").getInteger("connections")).isZero();
  }

  @Test
  void handshakeGoesToAnotherReplicaWhenOneIsDead() {
    one.kill();

    assertThat(gateway.connect("/ws?room=r").nextText()).isEqualTo("backend-2");
    assertThat(gateway.connect("/ws?room=r").nextText()).isEqualTo("backend-2");
  }

  @Test
  void handshakeGoesToAnotherReplicaWhenOneIsAboutToEnd() {
    one.ending = true;

    var clients = IntStream.range(0, 4).mapToObj(i -> gateway.connect("/ws?room=r")).toList();

    assertThat(clients).extracting(Conversation::nextText).containsOnly("backend-2");
    assertThat(gateway.replica("backend-1").getString("state")).as("still serves").isEqualTo("up");
  }

  @Test
  void handshakeIsTakenByTheLastReplicaAlsoWhenAllAreAboutToEnd() {
    one.ending = true;
    two.ending = true;

    assertThat(gateway.connect("/ws?room=r").nextText()).isIn("backend-1", "backend-2");
  }

  @Test
  void handshakeThatIsBrokenOffAgainAndAgainIsGivenUpWhenItsTimeoutIsOverInAll() {
    var attempts = new AtomicInteger();
    var breaking =
        new RawReplica(
            vertx,
            "breaking",
            shaking -> {
              attempts.incrementAndGet();
              vertx.setTimer(200, late -> shaking.socket().close());
            });
    try (var other =
            new RunningGateway(RunningGateway.config(breaking.member()), GatewayOfOne.SHORT);
        var client = RawClient.connect(other.port())) {
      other.awaitState("breaking", "up");
      client.send(RawClient.handshake("/ws?room=a", "any", "13"));

      assertThat(client.answer().status()).isEqualTo(503);
      // They take 200 ms each, and the timeout is 300 ms.
      assertThat(attempts).hasValueLessThanOrEqualTo(2);
    }
  }

  @Test
  void clientOfACutConnectionIsToldThatTheServiceRestarts() {
    two.kill();
    two.startRaw(
        socket ->
            socket.handler(
                head -> {
                  // Shakes hands, sends one whole frame and dies.
                  socket.end(
                      Buffer.buffer(
                          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                              + "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                              + WebSocketKeys.accept(head.toString())
                              + "\r\n\r\n\u0081\u0002hi",
                          "ISO-8859-1"));
                }));
    gateway.replace(two);

    var client = gateway.connect("/ws?room=r");

    assertThat(client.nextText()).isEqualTo("hi");
    assertThat(client.closeCode()).isEqualTo((short) 1012);
  }

  @Test
  void replicaIsAddedAndRemovedWithoutTouchingOpenSockets() {
    var first = gateway.connect("/ws?room=r");
    var second = gateway.connect("/ws?room=r");
    assertThat(first.nextText()).isEqualTo("backend-1");
    assertThat(second.nextText()).isEqualTo("backend-2");

    gateway.replace(two, three);

    gateway.awaitState("backend-3", "up");
    assertThat(gateway.replica("backend-1").getString("state")).isEqualTo("draining");
    assertThat(gateway.connect("/ws?room=r").nextText()).isEqualTo("backend-3");
    first.socket.writeTextMessage("still here").await();
    assertThat(first.nextText()).isEqualTo("still here");

    first.socket.close().await();
    gateway.awaitState("backend-1", "gone");
    second.socket.writeTextMessage("untouched").await();
    assertThat(second.nextText()).isEqualTo("untouched");
  }

  @Test
  void longLivedSocketsDoNotDistortTheSpreadOfRequests() {
    gateway.replace(one);
    IntStream.range(0, 10).forEach(i -> gateway.connect("/ws?room=r"));
    gateway.replace(one, two);
    gateway.awaitState("backend-2", "up");

    assertThat(Stream.generate(() -> gateway.get("/api/x").replica()).limit(10))
        .filteredOn("backend-1"::equals)
        .hasSize(5);
  }

  @Test
  void stoppingGatewaySendsClientsAway() {
    var client = gateway.connect("/ws?room=r");

    gateway.stop();

    assertThat(client.closeCode()).isEqualTo((short) 1001);
    assertThatThrownBy(() -> gateway.get("/api/x")).hasMessageContaining("refused");
  }
}
