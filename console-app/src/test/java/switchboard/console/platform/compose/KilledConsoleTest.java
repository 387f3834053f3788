package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.ProcessIdentity;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.Stop;
import switchboard.console.intent.Healer;
import switchboard.console.intent.Intent;
import switchboard.console.intent.IntentFolder;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.ConsoleProcess;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.base.ManagementPort;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.Container.Status;
import switchboard.console.session.RunningSystems;
import switchboard.console.session.Session;

/** A console that is killed in the middle of a fault, on containers that outlive it. */
@Tag("engine")
class KilledConsoleTest {
  /** Longer than the test: no fault ends by itself in it. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static ComposePlatform platform;
  private IntentFolder intents;
  private Path intentFolder;

  /** Adopts the system, injects a fault, says so, and waits to be killed. */
  static final class Console {
    private Console() {}

    public static void main(String[] arguments) throws Exception {
      var session =
          new Session(
              RealEngine.platform(Path.of(arguments[1])),
              new OkHttpClient(),
              Clock.systemUTC(),
              () -> Duration.ofSeconds(1),
              new IntentFolder(Path.of(arguments[2])),
              RunningSystems.UNWRITTEN);
      session.start();
      done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));
      done(
          session
              .faults()
              .inject(
                  arguments[0].equals("freeze")
                      ? new Freeze("backend-1", LONG)
                      : new Stop("backend-1")));
      System.out.println("injected");
      new CountDownLatch(1).await();
    }
  }

  @BeforeAll
  static void launch() {
    RealEngine.assumeFree();
    platform = RealEngine.platform(folder.resolve("settings"));
    done(platform.launch(LaunchRequest.of(1), step -> {}));
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  @BeforeEach
  void choose() throws IOException {
    intentFolder = Files.createTempDirectory(folder, "intents");
    intents = new IntentFolder(intentFolder);
  }

  @AfterEach
  void everythingRunsAgain() {
    await().atMost(SOON).until(() -> platform.state().readyBackends() == 1);
  }

  /** Returns once the fault is injected. */
  private Process console(String fault) throws IOException {
    var console =
        ConsoleProcess.start(
            Console.class, fault, folder.resolve("settings").toString(), intentFolder.toString());
    assertThat(console.inputReader().readLine()).isEqualTo("injected");
    return console;
  }

  private static ProcessHandle guardOf(Process console) {
    return console
        .children()
        .filter(each -> each.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow();
  }

  private static void signal(String name, long pid) throws Exception {
    var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static Status statusOf(String replica) throws Exception {
    try (var engine = RealEngine.connect()) {
      return engine.containers().stream()
          .filter(each -> each.name().equals(replica))
          .map(Container::status)
          .findFirst()
          .orElseThrow();
    }
  }

  private Healer healer() {
    return new Healer(intents, List.of(platform), Clock.systemUTC());
  }

  @Test
  void guardResumesWhatWasFrozenAndTheNextConsoleSaysSo() throws Exception {
    var console = console("freeze");
    var guard = guardOf(console);
    assertThat(statusOf("backend-1")).isEqualTo(Status.PAUSED);
    assertThat(healer().heal().healed()).as("the console lives").isEmpty();

    console.destroyForcibly();

    guard.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(statusOf("backend-1")).isEqualTo(Status.RUNNING);
    assertThat(healer().heal().healed())
        .containsExactly(
            "A console that is gone had left the fault freeze on backend-1: it is over.");
    assertThat(intentFolder).isEmptyDirectory();
  }

  @Test
  void nextConsoleResumesWhatWasFrozenWhenTheGuardIsKilledToo() throws Exception {
    var console = console("freeze");
    // Stopped, it does not start another guard; nor does it reap the one that has ended.
    signal("STOP", console.pid());
    assertThat(guardOf(console).destroyForcibly()).isTrue();
    console.destroyForcibly().waitFor();
    assertThat(statusOf("backend-1")).isEqualTo(Status.PAUSED);

    assertThat(healer().heal().healed())
        .containsExactly(
            "A console that is gone had left the fault freeze on backend-1: it is undone.");

    assertThat(statusOf("backend-1")).isEqualTo(Status.RUNNING);
    assertThat(intentFolder).isEmptyDirectory();
  }

  @Test
  void consoleThatComesRightAfterAPauseTakesTheSystemOver() throws Exception {
    done(platform.pause("backend-1", LONG));
    done(platform.unpause("backend-1"));

    try (var next = RealEngine.platform(folder.resolve("settings"))) {
      var state = done(next.launch(LaunchRequest.of(1), step -> {}));

      assertThat(state.readyBackends()).isEqualTo(1);
    }
  }

  @Test
  void nextConsoleStartsWhatWasStopped() throws Exception {
    var console = console("stop");
    console.destroyForcibly().waitFor();
    assertThat(statusOf("backend-1")).isEqualTo(Status.EXITED);

    assertThat(healer().heal().healed())
        .containsExactly(
            "A console that is gone had left the fault stop on backend-1: it is undone.");

    assertThat(statusOf("backend-1")).isEqualTo(Status.RUNNING);
    assertThat(intentFolder).isEmptyDirectory();
  }

  @Test
  void nextConsoleEndsWhatAReplicaDoesToItself() throws Exception {
    try (var engine = RealEngine.connect()) {
      var container =
          engine.containers().stream()
              .filter(each -> each.name().equals("backend-1"))
              .findFirst()
              .orElseThrow();
      var port =
          new ManagementPort(
              new OkHttpClient(),
              URI.create("http://" + container.address().orElseThrow() + ":5002"),
              engine.environment(container.id()).get("ADMIN_TOKEN"));
      var slow = new BackendFault("slow", Map.of("delayMillis", 200), LONG);
      port.begin(slow);
      var now = Instant.now();
      intents.write(
          new Intent(
              "compose",
              "slow",
              new Leftover(
                  "backend-1", LeftBehind.incarnation(engine, container), new Remedy.End("slow")),
              now,
              Optional.of(now.plus(LONG)),
              new ProcessIdentity(ProcessHandle.current().pid(), Instant.EPOCH)));

      assertThat(healer().heal().healed())
          .containsExactly(
              "A console that is gone had left the fault slow on backend-1: it is undone.");

      assertThat(port.activeFaults()).isEmpty();
    }
  }
}
