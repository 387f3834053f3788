package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;
import static switchboard.console.Outcomes.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;

/** Real launches where something beside the product is not as usual. */
@Tag("engine")
class UnusualMachineTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  private static Properties read(Path settings) throws IOException {
    var read = new Properties();
    try (var reader = Files.newBufferedReader(settings)) {
      read.load(reader);
    }
    return read;
  }

  @Test
  void systemWhoseSettingsAreGoneGrowsWithTheSecretsThatItRunsWith() throws Exception {
    var settings = folder.resolve("settings");
    try (var first = RealEngine.platform(settings);
        var second = RealEngine.platform(settings)) {
      done(first.launch(LaunchRequest.of(1), step -> {}));
      var secrets = read(settings);
      Files.delete(settings);

      var grown = done(second.launch(LaunchRequest.of(2), step -> {}));

      assertThat(second.adopted()).isTrue();
      assertThat(grown.readyBackends()).isEqualTo(2);
      assertThat(read(settings)).containsAllEntriesOf(withoutGrafana(secrets));
    }
  }

  /** It does not run here, so its secret is unknown. */
  private static Properties withoutGrafana(Properties secrets) {
    secrets.remove("GRAFANA_PASSWORD");
    return secrets;
  }

  @Test
  void proxiesOfDockersConfigurationStayOutOfTheContainers() throws Exception {
    var nowhere = "http://127.0.0.1:9";
    Files.writeString(
        folder.resolve("config.json"),
        "{\"proxies\":{\"default\":{\"httpProxy\":\"%s\",\"httpsProxy\":\"%s\"}}}"
            .formatted(nowhere, nowhere));
    var plugins = Path.of(System.getProperty("user.home"), ".docker", "cli-plugins");
    if (Files.exists(plugins)) {
      Files.createSymbolicLink(folder.resolve("cli-plugins"), plugins);
    }
    var configuration = Map.of("DOCKER_CONFIG", folder.toString());
    try (var platform = RealEngine.platform(folder.resolve("settings"), configuration)) {
      assertThat(done(platform.launch(LaunchRequest.of(1), step -> {})).instances())
          .allMatch(Instance::isReady);
    }
  }

  @Test
  void storeThatMayNotWriteToItsVolumeIsToldAsTheFirstCause() throws Exception {
    volume(
        "--label",
        "com.docker.compose.project=switchboard",
        "--label",
        "com.docker.compose.volume=store",
        "--label",
        "switchboard.product=chat");
    try (var platform = RealEngine.platform(folder.resolve("settings"))) {
      // One that is empty would be given to the image's user.
      ForeignProject.run(
          List.of(
              "docker",
              "run",
              "--rm",
              "--user",
              "0",
              "--volume",
              "switchboard_store:/v",
              "nginx:1.30.0",
              "sh",
              "-c",
              "touch /v/x; chown 0:0 /v; chmod 750 /v"));

      var failed = failure(platform.launch(LaunchRequest.of(1), step -> {}));

      assertThat(failed.happened()).startsWith("store does not start: ").contains("denied");
      assertThat(failed.next()).contains("chown", "switchboard_store:/data", "999:999");
      assertThat(failed.details()).contains("denied");
    } finally {
      ForeignProject.run(List.of("docker", "volume", "rm", "switchboard_store"));
    }
  }

  @Test
  void volumeThatSomebodyElseMadeIsNeitherWrittenToNorRemoved() throws Exception {
    volume();
    try (var platform = RealEngine.platform(folder.resolve("settings"))) {
      var refused = failure(platform.launch(LaunchRequest.of(1), step -> {}));
      done(platform.stop(true, step -> {}));

      assertThat(refused.happened()).contains("volume switchboard_store");
    } finally {
      // Fails where it is gone.
      ForeignProject.run(List.of("docker", "volume", "rm", "switchboard_store"));
    }
  }

  private static void volume(String... labels) throws IOException {
    // Of a test before this one.
    ForeignProject.run(List.of("docker", "volume", "rm", "--force", "switchboard_store"));
    var command = new ArrayList<>(List.of("docker", "volume", "create"));
    command.addAll(List.of(labels));
    command.add("switchboard_store");
    ForeignProject.run(command);
  }

  @Test
  void replicaWithoutLimitsIsWithoutThemAgainAfterOnesThatItCannotLiveWith() throws Exception {
    var unlimited = Map.of("BACKEND_CPUS", "0", "BACKEND_MEMORY", "0");
    try (var platform = RealEngine.platform(folder.resolve("settings"), unlimited);
        var engine = RealEngine.connect()) {
      var launched = done(platform.launch(LaunchRequest.of(1), step -> {}));
      var id = launched.instance("backend-1").orElseThrow().engineId();
      var before = engine.ceiling(id);

      failure(platform.limit(new Limits(1, 64L << 20), step -> {}));

      assertThat(engine.ceiling(id)).isEqualTo(before);
      assertThat(platform.state().instance("backend-1").orElseThrow().limits()).isEmpty();
      await().atMost(SOON).until(() -> platform.state().readyBackends() == 1);
    }
  }
}
