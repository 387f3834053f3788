package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.fault.kind.Amounts;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.intent.Healer;
import switchboard.console.intent.IntentFolder;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.ConsoleProcess;
import switchboard.console.session.RunningSystems;
import switchboard.console.session.Session;

/** A console that is killed in the middle of a fault, on this machine. */
@Tag("engine")
class KilledConsoleOnThisMachineTest {
  @TempDir private Path folder;

  /** Launches the system, injects a fault, says the process it is on, and waits to be killed. */
  static final class Console {
    private Console() {}

    public static void main(String[] arguments) throws Exception {
      var http = new OkHttpClient();
      var clock = Clock.systemUTC();
      var platform = new LocalPlatform(http, clock, () -> LocalPlatform.Options.DEFAULT);
      var intents = new IntentFolder(Path.of(arguments[1]));
      var session =
          new Session(
              platform,
              http,
              clock,
              () -> Duration.ofSeconds(1),
              intents,
              RunningSystems.UNWRITTEN);
      session.start();
      done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));
      var kind = FaultKind.named(arguments[0]).orElseThrow();
      done(
          session
              .faults()
              .inject(
                  kind.on(
                      "backend-1",
                      Amounts.PRESET,
                      kind.lasting() ? Optional.of(Duration.ofMinutes(10)) : Optional.empty())));
      System.out.println(platform.state().instance("backend-1").orElseThrow().engineId());
      new CountDownLatch(1).await();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"freeze", "slow", "errors", "cut", "burn", "fill", "skew", "stop"})
  void nothingIsLeftAndTheNextConsoleSaysSo(String fault) throws Exception {
    var console = console(fault);
    var pid = Long.parseLong(console.inputReader().readLine());
    var target = ProcessHandle.of(pid);
    var children = console.descendants().toList();
    var intents = new IntentFolder(folder.resolve("intents"));
    try (var platform =
        new LocalPlatform(
            new OkHttpClient(), Clock.systemUTC(), () -> LocalPlatform.Options.DEFAULT)) {
      var healer = new Healer(intents, List.of(platform), Clock.systemUTC());
      assertThat(healer.heal().healed()).as("the console lives").isEmpty();

      console.destroyForcibly();

      for (var child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
      assertThat(target.filter(ProcessHandle::isAlive)).isEmpty();
      var report = healer.heal();
      assertThat(report.failures()).isEmpty();
      assertThat(report.healed())
          .containsExactly(
              "A console that is gone had left the fault " + fault + " on backend-1: it is over.");
      assertThat(folder.resolve("intents")).isEmptyDirectory();
    }
  }

  private Process console(String fault) throws IOException {
    return ConsoleProcess.start(Console.class, fault, folder.resolve("intents").toString());
  }
}
