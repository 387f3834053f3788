package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.ProcessIdentity;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Leftover.Undone;
import switchboard.console.platform.Remedy;

/** What a console left on this machine whose watchdog was killed with it. */
class HealingTest {
  private final LocalPlatform platform =
      new LocalPlatform(new OkHttpClient(), Clock.systemUTC(), () -> LocalPlatform.Options.DEFAULT);
  private Process frozen;

  @BeforeEach
  void freeze() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "reads process states from /proc");
    frozen =
        new ProcessBuilder(
                JavaCommand.ofThisProcess().small(WatchdogTest.Sleeper.class.getName(), ""))
            .start();
    assertThat(Signal.STOP.sendTo(frozen.toHandle())).isTrue();
    await().until(this::isStopped);
  }

  @AfterEach
  void end() {
    frozen.destroyForcibly();
    platform.close();
  }

  private boolean isStopped() throws IOException {
    var stat = Files.readString(Path.of("/proc", Long.toString(frozen.pid()), "stat"));
    return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
  }

  private Undone heal(ProcessIdentity process, Remedy remedy) {
    var life = new Incarnation("", Long.toString(process.pid()), process.started());
    return done(platform.heal(new Leftover("backend-1", life, remedy)));
  }

  @Test
  void frozenProcessGoesOn() throws IOException {
    var process = ProcessIdentity.of(frozen.toHandle()).orElseThrow();

    assertThat(heal(process, new Remedy.Unfreeze())).isEqualTo(Undone.NOW);

    await().until(() -> !isStopped());
  }

  @Test
  void otherProcessThatHasTheIdByNowIsLeftAlone() throws IOException {
    var process = ProcessIdentity.of(frozen.toHandle()).orElseThrow();
    var earlier = new ProcessIdentity(process.pid(), process.started().minus(Duration.ofHours(1)));

    assertThat(heal(earlier, new Remedy.Unfreeze())).isEqualTo(Undone.BEFORE);

    assertThat(isStopped()).isTrue();
  }

  @Test
  void whatHasEndedNeedsNothing() throws InterruptedException {
    var process = ProcessIdentity.of(frozen.toHandle()).orElseThrow();
    frozen.destroyForcibly().waitFor();

    assertThat(heal(process, new Remedy.Unfreeze())).isEqualTo(Undone.BEFORE);
    assertThat(heal(process, new Remedy.End("slow"))).isEqualTo(Undone.BEFORE);
    assertThat(heal(process, new Remedy.Start())).isEqualTo(Undone.BEFORE);
  }
}
