package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;
import static switchboard.console.Outcomes.failure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Platform;

/** Resources of others with the project's name are left alone. */
@Tag("engine")
class ForeignProjectTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  private void launchAndStop(Platform platform) {
    assertThat(platform.existingReplicas()).isEmpty();
    var launched = done(platform.launch(LaunchRequest.of(1), step -> {}));
    assertThat(platform.adopted()).isFalse();
    assertThat(launched.instances()).hasSize(5).allMatch(Instance::isReady);
    done(platform.stop(true, step -> {}));
  }

  @Test
  void anotherProjectOfThatNameRunsOnBesideALaunchAndAStop() throws IOException {
    try (var foreign = ForeignProject.start(folder, "web", "database");
        var platform = RealEngine.platform(folder.resolve("settings"))) {
      var before = foreign.containers();

      launchAndStop(platform);

      assertThat(foreign.containers()).isEqualTo(before).contains("running");
    }
  }

  @Test
  void stoppedContainersOfAnotherProjectStayEvenWhereComposeIsToRemoveOrphans() throws IOException {
    var orphans = Map.of("COMPOSE_REMOVE_ORPHANS", "true");
    try (var foreign = ForeignProject.start(folder, "web");
        var platform = RealEngine.platform(folder.resolve("settings"), orphans)) {
      foreign.stop();
      var before = foreign.containers();

      launchAndStop(platform);

      assertThat(foreign.containers()).isEqualTo(before).contains("exited");
    }
  }

  @Test
  void launchThatWouldTakeOverAnothersContainerIsRefusedAndSaysWhose() throws IOException {
    try (var foreign = ForeignProject.start(folder, "store");
        var platform = RealEngine.platform(folder.resolve("settings"))) {
      var before = foreign.containers();

      assertThat(platform.existingReplicas()).isEmpty();
      var refused = failure(platform.launch(LaunchRequest.of(1), step -> {}));
      done(platform.stop(true, step -> {}));

      assertThat(refused.happened())
          .contains("switchboard-store-1")
          .contains(foreign.file().toString());
      assertThat(foreign.containers()).isEqualTo(before).contains("running");
    }
  }
}
