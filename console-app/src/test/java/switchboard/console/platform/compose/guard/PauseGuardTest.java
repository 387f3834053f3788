package switchboard.console.platform.compose.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.base.HelperProcess;

/** The guard's real process, with a docker command that only writes down what it is asked for. */
class PauseGuardTest {
  private static final Instant STARTED = Instant.parse("2026-01-01T11:00:00.5Z");
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private Path asked;
  private final Set<Long> seen = new HashSet<>();

  /** Stands in for the console: has a container guarded, says so, and waits to be killed. */
  static final class Console {
    private Console() {}

    public static void main(String[] arguments) throws Exception {
      var guard = new PauseGuard(Map.of("PATH", arguments[0]));
      guard.hold("released", STARTED, LONG);
      guard.hold("held", STARTED, LONG);
      guard.release("released");
      System.out.println("paused");
      new CountDownLatch(1).await();
    }
  }

  @BeforeEach
  void fakeDocker() throws IOException {
    ProcessHandle.current().children().map(ProcessHandle::pid).forEach(seen::add);
    asked = folder.resolve("asked");
    var docker = folder.resolve("docker");
    Files.writeString(
        docker,
        """
        #!/bin/sh
        echo "$*" >> %s
        echo "true %s"
        """
            .formatted(asked, STARTED));
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void killedConsoleLeavesNeitherAPausedContainerNorAProcess() throws Exception {
    var console =
        new ProcessBuilder(
                HelperProcess.command(
                    HelperProcess.java(),
                    HelperProcess.classPath(),
                    Console.class.getName(),
                    List.of(folder.toString())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = console.inputReader()) {
      assertThat(output.readLine()).isEqualTo("paused");
    }
    var guard = console.children().findFirst().orElseThrow();
    assertThat(asked).as("the console lives").doesNotExist();

    console.destroyForcibly();

    guard.onExit().get(20, TimeUnit.SECONDS);
    assertThat(Files.readAllLines(asked))
        .containsExactly(
            "container inspect --format {{.State.Paused}} {{.State.StartedAt}} held",
            "unpause held");
  }

  @Test
  void guardThatDiedIsStartedAgainAndHoldsWhatItHeld() throws Exception {
    var guard = new PauseGuard(Map.of("PATH", folder.toString()));
    guard.hold("first", STARTED, LONG);
    var first = child();
    first.destroyForcibly();
    first.onExit().get(20, TimeUnit.SECONDS);

    guard.hold("second", STARTED, LONG);
    var second = child();
    guard.close();

    second.onExit().get(20, TimeUnit.SECONDS);
    assertThat(Files.readAllLines(asked)).contains("unpause first", "unpause second");
  }

  /** The one process that was started since. */
  private ProcessHandle child() {
    return ProcessHandle.current()
        .children()
        .filter(each -> seen.add(each.pid()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void closedGuardResumesWhatIsHeldAndEnds() throws Exception {
    var guard = new PauseGuard(Map.of("PATH", folder.toString()));
    guard.hold("held", STARTED, LONG);
    var process = child();

    guard.close();

    process.onExit().get(20, TimeUnit.SECONDS);
    assertThat(Files.readAllLines(asked)).contains("unpause held");
  }
}
