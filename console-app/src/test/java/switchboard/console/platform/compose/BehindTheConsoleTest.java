package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;
import static switchboard.console.platform.PlatformContract.sinceDeathOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.SystemState.Phase;

/** Changes made in a terminal beside the console. */
@Tag("engine")
class BehindTheConsoleTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private ComposePlatform platform;
  private final List<PlatformEvent> events = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  @BeforeEach
  void watch() {
    platform = RealEngine.platform(folder.resolve("settings"));
    platform.watch(events::add);
  }

  @AfterEach
  void close() {
    platform.close();
  }

  private static SystemState launch(ComposePlatform platform, int replicas) {
    return done(platform.launch(LaunchRequest.of(replicas), step -> {}));
  }

  private static void docker(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
  }

  private State stateOf(String replica) {
    return platform.state().instance(replica).orElseThrow().state();
  }

  @Test
  void pauseKillStartAndRemoveAreNoticedAndALaunchMakesGood() throws Exception {
    launch(platform, 2);

    docker("pause", "switchboard-backend-1");
    await().atMost(SOON).until(() -> stateOf("backend-1") == State.PAUSED);
    docker("unpause", "switchboard-backend-1");
    await().atMost(SOON).until(() -> stateOf("backend-1") == State.READY);
    docker("kill", "switchboard-backend-1");
    await().atMost(SOON).until(() -> stateOf("backend-1") == State.STOPPED);
    docker("start", "switchboard-backend-1");
    await().atMost(SOON).until(() -> stateOf("backend-1") == State.READY);
    docker("rm", "--force", "switchboard-backend-2");
    await().atMost(SOON).until(() -> platform.state().backends().size() == 1);

    assertThat(launch(platform, 2).readyBackends()).isEqualTo(2);
    assertThat(platform.logs("backend-1", Instant.EPOCH))
        .anyMatch(line -> line.text().contains("ready on"))
        .allMatch(line -> line.instance().equals("backend-1"));
    // Events of the launch may still have been under way when it returned.
    var sincePause = events.stream().dropWhile(each -> !(each instanceof PlatformEvent.Paused));
    assertThat(sincePause.map(Object::getClass).map(Class::getSimpleName).toList())
        .startsWith("Paused", "Ready", "Died", "Ready", "Died", "Removed", "Ready");
  }

  @Test
  void aSystemThatRunsIsAdoptedAndOutlivesTheConsoleThatCameLater() {
    var first = launch(platform, 0);
    try (var second = RealEngine.platform(folder.resolve("settings"))) {
      var adopted = launch(second, 1);

      assertThat(adopted.endpoints()).isEqualTo(first.endpoints());
      assertThat(adopted.instance("store").orElseThrow().engineId())
          .isEqualTo(first.instance("store").orElseThrow().engineId());
      await().atMost(SOON).until(() -> platform.state().readyBackends() == 1);
    }

    assertThat(platform.state().phase()).isEqualTo(Phase.RUNNING);
    assertThat(platform.state().readyBackends()).isEqualTo(1);
  }

  @Test
  void anEngineThatWasAwayIsListenedToAgainAndWhatHappenedMeanwhileIsFound() throws Exception {
    var engine = Path.of("/var/run/docker.sock");
    try (var link = new EngineLink(folder.resolve("docker.sock"), engine);
        var linked =
            RealEngine.platform(folder.resolve("settings"), Map.of("DOCKER_HOST", link.host()))) {
      linked.watch(events::add);
      launch(linked, 1);

      link.cut();
      await()
          .atMost(SOON)
          .until(() -> linked.state().instances().stream().noneMatch(Instance::isReady));
      docker("restart", "--time", "12", "switchboard-backend-1");
      link.mend();

      await()
          .atMost(SOON)
          .until(() -> linked.state().instances().stream().allMatch(Instance::isReady));
      assertThat(sinceDeathOf("backend-1", events))
          .hasExactlyElementsOfTypes(PlatformEvent.Died.class, PlatformEvent.Ready.class);
    }
  }

  @Test
  void theEngineItselfCanKillWhereTheConsoleMayNot() throws Exception {
    launch(platform, 1);

    try (var engine = RealEngine.connect()) {
      var id = platform.state().instance("backend-1").orElseThrow().engineId();
      var target = engine.inspect(id).orElseThrow();
      engine.killFromOutside(target.image(), target.pid());
    }

    await().atMost(SOON).until(() -> sinceDeathOf("backend-1", events).size() == 2);
    assertThat(sinceDeathOf("backend-1", events))
        .hasExactlyElementsOfTypes(PlatformEvent.Died.class, PlatformEvent.Ready.class);
  }
}
