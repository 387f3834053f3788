package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.Outcome;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Leftover.Undone;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformContract;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Names;

/** The contract, kept by a real cluster with real pods. */
@Tag("engine")
class KubernetesPlatformTest extends PlatformContract {
  @BeforeAll
  static void needsACluster() {
    RealCluster.assumeFree();
  }

  @Override
  protected Platform create() {
    return RealCluster.platform();
  }

  @Override
  protected void killBehindTheConsole(Instance replica) {
    try (var cluster = RealCluster.connect()) {
      cluster
          .client()
          .pods()
          .inNamespace(Names.NAMESPACE)
          .withName(replica.engineId())
          .withGracePeriod(0)
          .delete();
    } catch (StepFailed e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anotherConsoleEndsWhatThisOneLeftInAPod() {
    var slow = new BackendFault("slow", Map.of("delayMillis", 1), Duration.ofMinutes(10));
    try (var left = RealCluster.platform();
        var other = RealCluster.platform()) {
      done(left.launch(LaunchRequest.of(1), step -> {}));
      done(left.begin("backend-1", slow));
      var life = done(left.incarnation("backend-1")).orElseThrow();

      var healed = other.heal(new Leftover("backend-1", life, new Remedy.End("slow")));

      assertThat(done(healed)).isEqualTo(Undone.NOW);
      assertThat(done(left.active("backend-1"))).isEmpty();
      done(left.stop(false, step -> {}));
    }
  }

  @Test
  void replicaThatHangsAndDoesNotHearThatItIsToEndThatIsReplaced() {
    var hang = new BackendFault(BackendFault.HANG, Map.of(), Duration.ofMinutes(10));
    try (var platform = RealCluster.platform()) {
      done(platform.launch(LaunchRequest.of(1), step -> {}));
      done(platform.begin("backend-1", hang));
      var life = done(platform.incarnation("backend-1"));
      await().until(() -> platform.active("backend-1") instanceof Outcome.Failed<?>);

      done(platform.end("backend-1", BackendFault.HANG));

      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  platform.state().readyBackends() == 1
                      && !done(platform.incarnation("backend-1")).equals(life));
      assertThat(done(platform.active("backend-1"))).isEmpty();
      done(platform.stop(false, step -> {}));
    }
  }
}
