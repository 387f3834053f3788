package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.chat.RawClient;
import switchboard.chat.management.EventLoop;

/** Two gateways on one port, as on a machine where one process may not open enough files. */
final class SharedPortTest {
  private static final int SOCKETS = 200;

  private final Vertx vertx = EventLoop.create();
  private final TestReplica replica = new TestReplica(vertx, "backend-1").start();

  @BeforeEach
  void needsTheNativeTransport() {
    assumeTrue(
        vertx.isNativeTransportEnabled(),
        "one port for two gateways needs Netty's native transport, which is not here");
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void gatewaysShareThePortAndOneGoesOnWhenTheOtherStops() {
    try (var first = new RunningGateway(onPort(0), RunningGateway.LIMITS);
        var second = new RunningGateway(onPort(first.port()), RunningGateway.LIMITS)) {
      first.awaitState("backend-1", "up");
      second.awaitState("backend-1", "up");
      var clients = join(first.port());
      int firstShare = sockets(first);
      int secondShare = sockets(second);
      assertThat(firstShare + secondShare).isEqualTo(SOCKETS);
      assertThat(firstShare).isBetween(SOCKETS / 4, SOCKETS * 3 / 4);

      first.stop();

      // New ones all go to the other.
      var later = join(first.port());
      await()
          .pollInterval(Duration.ofMillis(10))
          .until(() -> sockets(second) == secondShare + SOCKETS);
      // Its own have not noticed anything; those of the one that stopped were sent away.
      var closing = RawClient.bytes(0x88, new byte[] {0x0f, (byte) 0xa1}, true);
      clients.forEach(client -> client.trySend(closing));
      var codes = clients.stream().map(RawClient::closeCode).toList();
      assertThat(codes).filteredOn(code -> code == 1001).hasSize(firstShare);
      assertThat(codes).filteredOn(code -> code == 4001).hasSize(secondShare);
      Stream.of(clients, later).flatMap(List::stream).forEach(RawClient::close);
    }
  }

  private GatewayConfig onPort(int port) {
    return RunningGateway.config(
        Map.of(
            "PORT",
            Integer.toString(port),
            "SHARED_PORT",
            "true",
            "REQUESTS_PER_SECOND",
            "1000000"),
        replica.member());
  }

  private static List<RawClient> join(int port) {
    var clients =
        Stream.generate(
                () -> RawClient.connect(port).send(RawClient.handshake("/ws?room=a", "any", "13")))
            .limit(SOCKETS)
            .toList();
    assertThat(clients)
        .allSatisfy(client -> assertThat(client.answer().status()).isEqualTo(101))
        .allSatisfy(client -> assertThat(client.message()).isEqualTo("backend-1"));
    return clients;
  }

  private static int sockets(RunningGateway gateway) {
    return gateway.replica("backend-1").getInteger("connections");
  }
}
