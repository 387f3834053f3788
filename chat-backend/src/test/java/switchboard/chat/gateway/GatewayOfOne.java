package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A gateway before one replica, for all tests of a class; whatever a test did to it, it must be
 * healthy afterwards.
 */
final class GatewayOfOne
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  static final GatewayLimits SHORT =
      new GatewayLimits(
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofMillis(600),
          64,
          Duration.ofSeconds(1));

  private Vertx vertx;
  private TestReplica replica;
  private RunningGateway gateway;

  TestReplica replica() {
    return replica;
  }

  RunningGateway gateway() {
    return gateway;
  }

  int port() {
    return gateway.port();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    vertx = Vertx.vertx();
    replica = new TestReplica(vertx, "backend-1").start();
    gateway = new RunningGateway(RunningGateway.config(replica.member()), SHORT);
    gateway.awaitState("backend-1", "up");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    replica.requests.clear();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(gateway.get("/api/x").status()).isEqualTo(200);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> gateway.replica("backend-1").getInteger("requests") == 0);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    gateway.close();
    vertx.close().await();
  }
}
