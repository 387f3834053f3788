package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.base.StepFailed;

class ChildStartTest {
  /** Longer than any build takes: reports come before it. */
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir private Path folder;
  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private final List<Supervisor> supervisors = new ArrayList<>();
  private Watchdog guard;

  @BeforeEach
  void startGuard() throws Exception {
    guard =
        new Watchdog(JavaCommand.ofThisProcess(), Files.createDirectory(folder.resolve("launch")));
    guard.start();
  }

  @AfterEach
  void stopAll() {
    supervisors.forEach(each -> each.remove(Duration.ZERO));
    guard.close();
  }

  @ParameterizedTest
  @CsvSource({
    "appendonly.aof: No space left on device, Free some disk space",
    "bind: Address already in use, Another program took its port",
    "Could not reserve enough space for object heap, Free some memory",
    "dir /data: Permission denied, Its last lines say why",
  })
  void partThatEndsIsToldAtOnceWithItsLastLineAndWhatToDo(String line, String next) {
    var store = supervise("store", () -> shell("echo first; echo '" + line + "'; exit 1", false));

    assertThatThrownBy(() -> wait(store).await(store, NEVER))
        .isInstanceOfSatisfying(
            StepFailed.class,
            failed -> {
              assertThat(failed.next()).startsWith(next);
              assertThat(failed.details()).contains("first\n" + line);
            })
        .hasMessage("store does not start: exit code 1: " + line);
    assertThat(steps.getLast().name()).isEqualTo("Start store");
    assertThat(steps.getLast().status()).isEqualTo(Step.Status.FAILED);
  }

  @Test
  void lastLineOfAStackIsNotWhatIsTold() {
    var lines = "printf 'Caused by: no disk\\n\\tat a.B.c(B.java:1)\\n\\n'; exit 1";
    var backend = supervise("backend-1", () -> shell(lines, false));

    assertThatThrownBy(() -> wait(backend).await(backend, NEVER))
        .hasMessage("backend-1 does not start: exit code 1: Caused by: no disk");
  }

  @Test
  void partThatDoesNotAnswerIsToldWhenTheTimeIsOver() {
    var store = supervise("store", () -> shell("echo loading; exec sleep 600", false));

    assertThatThrownBy(() -> wait(store).await(store, Duration.ofSeconds(2)))
        .hasMessageStartingWith("store was not ready within 2 s");
  }

  @Test
  void storeThatGoesAwayIsToldInsteadOfWhatNeedsIt() throws Exception {
    var alive = Files.createFile(folder.resolve("alive"));
    var store =
        supervise(
            "store",
            () ->
                shell(
                    "[ -e '" + alive + "' ] && exec sleep 600; echo Short read in the log; exit 1",
                    true));
    wait(store).await(store, NEVER);
    Files.delete(alive);
    assertThat(store.kill()).isTrue();
    var backend = supervise("backend-1", () -> shell("exec sleep 600", false));

    assertThatThrownBy(() -> wait(store).await(backend, NEVER))
        .hasMessage("store does not start: exit code 1: Short read in the log");
    assertThat(steps.getLast().name()).isEqualTo("Start backend-1");
    assertThat(steps.getLast().status()).isEqualTo(Step.Status.FAILED);
    assertThat(steps.getLast().detail())
        .startsWith("store does not start: exit code 1: Short read in the log. Its last lines");
  }

  private ChildStart wait(Supervisor store) {
    return new ChildStart(store, Clock.systemUTC(), steps::add);
  }

  private static ChildSpec shell(String command, boolean ready) {
    return new ChildSpec(List.of("sh", "-c", command), Map.of(), () -> ready, Optional.empty());
  }

  private Supervisor supervise(String name, Supplier<ChildSpec> spec) {
    var clock = Clock.systemUTC();
    var log = new LogBuffer(name, clock);
    var supervisor = new Supervisor(name, Role.BACKEND, spec, guard, log, clock, event -> {});
    supervisors.add(supervisor);
    supervisor.start();
    return supervisor;
  }
}
