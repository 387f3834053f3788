package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Limits;
import switchboard.console.platform.base.LimitRollout;
import switchboard.console.platform.base.StepFailed;

/** Requests to an engine, and the handling of its responses. */
@Tag("locales")
class DockerEngineTest {

  @Test
  void secretsAreThoseThatTheRunningContainersKnow() throws Exception {
    try (var fake =
            new FakeEngine("JWT_SECRET=s=1", "ADMIN_TOKEN=2", "LOAD_TOKEN=3", "PATH=/usr/bin");
        var engine = fake.connect()) {
      assertThat(RunningSettings.of(engine.containers(), engine))
          .isEqualTo(Map.of("JWT_SECRET", "s=1", "ADMIN_TOKEN", "2", "LOAD_TOKEN", "3"));
    }
  }

  @Test
  void replicaWithoutLimitsIsWithoutThemAgainAfterOnesThatItCannotLiveWith() throws Exception {
    try (var fake = new FakeEngine();
        var engine = fake.connect();
        var watch =
            new ContainerWatcher(engine, new OkHttpClient(), Clock.systemUTC(), event -> {})) {
      var diagnosis = new Diagnosis(engine, watch, ComposeConfig.parse("{}"));
      var replicas =
          engine.containers().stream()
              .map(each -> new ContainerLimits(each, engine, watch, diagnosis))
              .toList();

      assertThatThrownBy(() -> LimitRollout.run(replicas, new Limits(1, 64L << 20), step -> {}))
          .isInstanceOf(StepFailed.class)
          .hasMessageStartingWith("backend-1 did not become ready with ");

      assertThat(fake.limits()).hasValue(FakeEngine.MACHINE);
      assertThat(engine.containers())
          .singleElement()
          .satisfies(
              replica -> {
                assertThat(replica.alive()).isTrue();
                assertThat(replica.limits()).isEmpty();
              });
    }
  }

  @Test
  void eventsAreAskedForInTheDigitsThatTheEngineReads() throws Exception {
    try (var fake = new FakeEngine();
        var engine = fake.connect();
        var _ = engine.events(Instant.ofEpochSecond(1_700_000_000, 42), change -> {}, () -> {})) {
      await()
          .until(
              () ->
                  fake.targets().stream()
                      .anyMatch(target -> target.contains("since=1700000000.000000042")));
    }
  }
}
