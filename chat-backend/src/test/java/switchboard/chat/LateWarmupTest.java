package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.chat.testing.StoreServer;

/** A machine that is too busy for a warm-up. */
final class LateWarmupTest {
  @Test
  @Timeout(30)
  void whatNeverComesIsNotWaitedForWhenTheTimeOfTheWarmUpIsOver() {
    var warmup = new Warmup(Duration.ZERO);

    assertThatThrownBy(() -> warmup.await(Promise.promise().future()))
        .hasMessage("its time was over");
  }

  @Test
  void warmUpWhoseTimeIsOverIsGivenUpAndTheReplicaBecomesReady() {
    var warmup = new Warmup(Duration.ZERO);
    try (var store = StoreServer.start();
        var backend = Backend.start(store, "first", Map.of(), warmup)) {
      assertThat(warmup.rounds()).isZero();
      assertThat(backend.manage("GET", "/health/ready", "").statusCode()).isEqualTo(200);
    }
  }
}
