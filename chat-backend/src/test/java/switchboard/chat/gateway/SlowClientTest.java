package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.chat.RawClient;
import switchboard.chat.testing.QuietLog;

/** Clients that are too slow, stop halfway, do not read, or ask too often: none holds others up. */
final class SlowClientTest {
  private static final GatewayLimits IDLE_FOR_LONG =
      new GatewayLimits(
          GatewayOfOne.SHORT.failover(),
          GatewayOfOne.SHORT.request(),
          Duration.ofSeconds(60),
          GatewayOfOne.SHORT.handshakes(),
          GatewayOfOne.SHORT.turn());
  private static final String REQUEST = "GET /api/x HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @RegisterExtension static final GatewayOfOne system = new GatewayOfOne();
  @RegisterExtension final QuietLog log = new QuietLog();

  @Test
  void connectionWhoseFirstHeadDoesNotComeIsClosed() {
    try (var other =
            new RunningGateway(RunningGateway.config(system.replica().member()), IDLE_FOR_LONG);
        var silent = RawClient.connect(other.port());
        var dripping = RawClient.connect(other.port())) {
      dripping.send("GET /api/x HTTP/1.1\r\n");

      assertThat(dripping.isClosedWhileSending()).isTrue();
      assertThat(silent.isClosedByServer()).isTrue();
    }
  }

  @Test
  void connectionWhoseNextHeadDoesNotComeIsClosed() {
    try (var client = RawClient.connect(system.port())) {
      client.send(REQUEST);
      assertThat(client.answer().status()).isEqualTo(200);
      client.send("GET /api/x HTTP/1.1\r\n");

      assertThat(client.isClosedWhileSending()).isTrue();
    }
  }

  @Test
  void bodyThatIsNotWholeInTimeIsAnswered408AndTheConnectionClosed() {
    try (var whole = RawClient.connect(system.port());
        var chunked = RawClient.connect(system.port())) {
      whole.send("POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{");
      chunked.send(
          """
          POST /api/x HTTP/1.1
          Host: localhost
          Transfer-Encoding: chunked

          1
          {
          """
              .replace("\n", "\r\n"));
      for (var client : List.of(whole, chunked)) {
        var answer = client.answer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.isProblem()).isTrue();
      }
      assertThat(whole.isClosedWhileSending()).isTrue();
      assertThat(chunked.isClosedWhileSending()).isTrue();
    }
    assertThat(system.replica().served()).isEmpty();
  }

  @Test
  void clientThatHalfClosesIsGone() {
    for (var request :
        List.of(
            "",
            "GET /api/x HTTP/1.1\r\nHost",
            "POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")) {
      try (var client = RawClient.connect(system.port())) {
        client.send(request).halfClose();

        assertThat(client.isClosedByServer()).isTrue();
      }
    }
    assertThat(system.replica().served()).isEmpty();
  }

  @Test
  void answersThatNobodyReadsDoNotPileUpAndTheConnectionIsClosed() {
    try (var client = RawClient.connect(system.port())) {
      client.send("GET /api/page HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100));

      assertThat(client.isClosedWhileSending()).isTrue();
      // The system's own buffers take some.
      assertThat(system.replica().served()).hasSizeLessThan(50);
    }
  }

  @Test
  void replicaThatClosesWhatAClientDoesNotReadStaysIn() {
    var vertx = Vertx.vertx();
    var stuck = new AtomicBoolean();
    var strict =
        new TestReplica(vertx, "backend-1")
            .startRaw(
                socket ->
                    socket.handler(
                        request -> {
                          if (request.toString().startsWith("GET /api/long")) {
                            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                            closeOnceStuck(vertx, socket, stuck);
                          } else {
                            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                          }
                        }));
    try (var gateway = new RunningGateway(RunningGateway.config(strict.member()), IDLE_FOR_LONG);
        var client = RawClient.connect(gateway.port())) {
      gateway.awaitState("backend-1", "up");
      client.send("GET /api/long HTTP/1.1\r\nHost: localhost\r\n\r\n");
      await().until(stuck::get);

      assertThat(client.isClosedByServer()).isTrue();
      assertThat(gateway.replica("backend-1").getString("state")).isEqualTo("up");
    } finally {
      vertx.close().await();
    }
  }

  /**
   * Writes without end until nothing is taken for a while, then closes. How much the systems' own
   * buffers take before differs by tens of megabytes.
   */
  private static void closeOnceStuck(Vertx vertx, NetSocket socket, AtomicBoolean stuck) {
    while (!socket.writeQueueFull()) {
      socket.write(Buffer.buffer(new byte[1_000_000]));
    }
    long timeout =
        vertx.setTimer(
            500,
            timer -> {
              stuck.set(true);
              socket.close();
            });
    socket.drainHandler(
        drained -> {
          if (vertx.cancelTimer(timeout)) {
            closeOnceStuck(vertx, socket, stuck);
          }
        });
  }

  @Test
  void floodFromOneAddressIsToldToWaitAndAnotherIsServed() {
    try (var bounded =
            RunningGateway.with(
                Map.of("REQUESTS_PER_SECOND", "1"), GatewayOfOne.SHORT, system.replica().member());
        var flooder = RawClient.connect("127.0.0.1", bounded.port());
        var other = RawClient.connect("127.0.0.2", bounded.port())) {
      bounded.awaitState("backend-1", "up");
      // In one write: a second later it would be served again.
      flooder.send(REQUEST + REQUEST + RawClient.handshake("/ws?room=a", "any", "13"));

      assertThat(flooder.answer().status()).isEqualTo(200);
      var answer = flooder.answer();
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.isProblem()).isTrue();
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(flooder.answer().status()).isEqualTo(429);
      assertThat(other.send(REQUEST).answer().status()).isEqualTo(200);
      await().until(() -> flooder.send(REQUEST).answer().status() == 200);
    }
  }
}
