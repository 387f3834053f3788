package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.Outcome;
import switchboard.console.fault.kind.Amounts;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.intent.HealReport;
import switchboard.console.intent.Healer;
import switchboard.console.intent.IntentFolder;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.ConsoleProcess;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.session.RunningSystems;
import switchboard.console.session.Session;

/** A console that is killed in the middle of a fault, on pods that outlive it. */
@Tag("engine")
class KilledConsoleOnAClusterTest {
  private static final String REPLICA = "backend-1";

  /** Longer than the test: no fault ends by itself in it. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static KubernetesPlatform platform;
  private Path intents;

  /** Adopts the system, injects a fault, says so, and waits to be killed. */
  static final class Console {
    private Console() {}

    public static void main(String[] arguments) throws Exception {
      var session =
          new Session(
              RealCluster.platform(),
              new OkHttpClient(),
              Clock.systemUTC(),
              () -> Duration.ofSeconds(1),
              new IntentFolder(Path.of(arguments[1])),
              RunningSystems.UNWRITTEN);
      session.start();
      done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));
      var kind = FaultKind.named(arguments[0]).orElseThrow();
      var lasts = kind.lasting() ? Optional.of(LONG) : Optional.<Duration>empty();
      done(session.faults().inject(kind.on(REPLICA, Amounts.PRESET, lasts)));
      System.out.println("injected");
      new CountDownLatch(1).await();
    }
  }

  @BeforeAll
  static void launch() {
    RealCluster.assumeFree();
    platform = RealCluster.platform();
    done(platform.launch(LaunchRequest.of(1), step -> {}));
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      done(platform.stop(false, step -> {}));
      platform.close();
    }
  }

  @BeforeEach
  void choose() throws IOException {
    intents = Files.createTempDirectory(folder, "intents");
    await().atMost(SOON).until(() -> platform.state().readyBackends() == 1);
  }

  /** Of a console that was killed as soon as it had injected the fault. */
  private void kill(String fault) throws Exception {
    var console = ConsoleProcess.start(Console.class, fault, intents.toString());
    assertThat(console.inputReader().readLine()).isEqualTo("injected");
    assertThat(heal().healed()).as("the console lives").isEmpty();
    console.destroyForcibly().waitFor();
  }

  /** As the next console does at its start, before it operates anything. */
  private HealReport heal() {
    try (var next = RealCluster.platform()) {
      return new Healer(new IntentFolder(intents), List.of(next), Clock.systemUTC()).heal();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"slow", "errors", "cut", "burn", "fill", "skew", "freeze"})
  void nextConsoleUndoesWhatLastsAndSaysSo(String fault) throws Exception {
    kill(fault);

    var report = heal();

    assertThat(report.failures()).isEmpty();
    assertThat(report.healed())
        .containsExactly(
            "A console that is gone had left the fault " + fault + " on backend-1: it is undone.");
    assertThat(intents).isEmptyDirectory();
    await().atMost(SOON).until(() -> platform.active(REPLICA) instanceof Outcome.Done<?>);
    assertThat(done(platform.active(REPLICA))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "crash"})
  void whatTheClusterRestartsLeavesNothing(String fault) throws Exception {
    var life = done(platform.incarnation(REPLICA));
    kill(fault);

    await().atMost(SOON).until(() -> !done(platform.incarnation(REPLICA)).equals(life));
    await().atMost(SOON).until(() -> platform.state().readyBackends() == 1);
    assertThat(heal()).isEqualTo(new HealReport(List.of(), List.of()));
    assertThat(done(platform.active(REPLICA))).isEmpty();
  }
}
