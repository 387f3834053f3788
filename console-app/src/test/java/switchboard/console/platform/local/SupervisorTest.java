package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;

class SupervisorTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final JavaCommand java = JavaCommand.ofThisProcess();
  private final List<PlatformEvent> events = new CopyOnWriteArrayList<>();
  private final Ports ports = new Ports();
  private final LogBuffer log = new LogBuffer("small", Clock.systemUTC());
  private Watchdog guard;
  private Supervisor supervisor;

  @BeforeEach
  void startGuard() throws IOException {
    guard = new Watchdog(java, folder.resolve("launch"));
    guard.start();
  }

  @AfterEach
  void stopAll() {
    supervisor.remove(Duration.ofSeconds(5));
    guard.close();
    ports.close();
  }

  private Path broken() {
    return folder.resolve("broken");
  }

  private Supervisor supervise(List<String> command) throws IOException {
    var port = ports.free();
    var spec =
        new ChildSpec(
            command,
            Map.of("PORT", Integer.toString(port), "BROKEN", broken().toString()),
            StartupProbe.http(new OkHttpClient(), URI.create("http://127.0.0.1:" + port + "/")),
            Optional.empty());
    supervisor =
        new Supervisor(
            "small", Role.BACKEND, () -> spec, guard, log, Clock.systemUTC(), events::add);
    supervisor.start();
    return supervisor;
  }

  private Supervisor superviseSmallService() throws Exception {
    var started = supervise(java.small(SmallService.class.getName(), ""));
    assertThat(started.awaitReady(SOON)).as(log.tail(10)).isTrue();
    return started;
  }

  @Test
  void childKilledFromOutsideIsNoticedAndReadyAgain() throws Exception {
    var before = superviseSmallService().instance();

    ProcessHandle.of(Long.parseLong(before.engineId())).orElseThrow().destroyForcibly();

    await().atMost(SOON).until(() -> events.size() == 3);
    assertThat(events)
        .hasExactlyElementsOfTypes(
            PlatformEvent.Ready.class, PlatformEvent.Died.class, PlatformEvent.Ready.class);
    var after = supervisor.instance();
    assertThat(after.restarts()).isEqualTo(1);
    assertThat(after.engineId()).isNotEqualTo(before.engineId());
    assertThat(after.lastExit().orElseThrow().reason()).isEqualTo("killed (SIGKILL)");
  }

  @Test
  void childThatLivesButDoesNotAnswerIsNotReadyUntilItDoes() throws Exception {
    superviseSmallService();

    Files.createFile(broken());
    await().atMost(SOON).until(() -> !supervisor.instance().isReady());
    assertThat(supervisor.instance().state()).isEqualTo(Instance.State.NOT_READY);

    Files.delete(broken());
    await().atMost(SOON).until(() -> supervisor.instance().isReady());
    assertThat(supervisor.instance().restarts()).isZero();
  }

  @Test
  void heldChildIsReadyAgainWhenItGoesOn() throws Exception {
    superviseSmallService();

    assertThat(supervisor.pause()).isTrue();
    assertThat(supervisor.pause()).as("a second time").isTrue();
    assertThat(supervisor.instance().state()).isEqualTo(Instance.State.PAUSED);
    assertThat(supervisor.unpause()).isTrue();
    await().atMost(SOON).until(() -> supervisor.instance().isReady());
    assertThat(events)
        .hasExactlyElementsOfTypes(
            PlatformEvent.Ready.class, PlatformEvent.Paused.class, PlatformEvent.Ready.class);
    assertThat(supervisor.instance().restarts()).isZero();
  }

  @Test
  void heldChildEndsGracefullyWhenItIsStopped() throws Exception {
    superviseSmallService();
    supervisor.pause();

    assertThat(supervisor.stop(SOON)).isTrue();

    assertThat(supervisor.instance().state()).isEqualTo(Instance.State.STOPPED);
    assertThat(supervisor.instance().lastExit().orElseThrow().reason())
        .isEqualTo("terminated (SIGTERM)");
  }

  @Test
  void childHeldFromOutsideEndsGracefullyToo() throws Exception {
    var pid = superviseSmallService().instance().engineId();
    assertThat(new ProcessBuilder("sh", "-c", "kill -STOP " + pid).start().waitFor()).isZero();

    supervisor.stop(SOON);

    assertThat(supervisor.instance().lastExit().orElseThrow().reason())
        .isEqualTo("terminated (SIGTERM)");
  }

  @Test
  void stoppedChildStaysAwayUntilItIsStartedAgain() throws Exception {
    superviseSmallService();

    assertThat(supervisor.stop(SOON)).isTrue();
    assertThat(supervisor.stop(SOON)).as("a second time").isTrue();
    assertThat(supervisor.instance().state()).isEqualTo(Instance.State.STOPPED);
    assertThat(supervisor.kill()).isFalse();
    assertThat(supervisor.pause()).isFalse();
    assertThat(supervisor.unpause()).isFalse();

    assertThat(supervisor.startAgain()).isTrue();
    assertThat(supervisor.awaitReady(SOON)).isTrue();
    assertThat(supervisor.startAgain()).as("a second time").isTrue();
    assertThat(supervisor.instance().isReady()).isTrue();
    assertThat(supervisor.instance().restarts()).isEqualTo(1);
    assertThat(events)
        .hasExactlyElementsOfTypes(
            PlatformEvent.Ready.class, PlatformEvent.Stopped.class, PlatformEvent.Ready.class);
  }

  @Test
  void childThatKeepsDyingSaysWhenItStartsNextAndIsStartedAtOnceOnWish() throws Exception {
    supervise(java.small("switchboard.NoSuchMain", ""));
    awaitStartIn(Duration.ofSeconds(1));

    var seen = events.size();
    assertThat(supervisor.startAgain()).isTrue();

    // The child is restarted immediately and soon dies again: the moment may pass between two
    // looks.
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(events.stream().skip(seen))
                    .anySatisfy(event -> assertStartIn(Duration.ZERO, event)));
  }

  /** Waits for a death after which the child waits for so long. */
  private void awaitStartIn(Duration wait) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(events).last().satisfies(e -> assertStartIn(wait, e)));
  }

  private static void assertStartIn(Duration wait, PlatformEvent event) {
    assertThat(event)
        .isInstanceOfSatisfying(
            PlatformEvent.Died.class,
            died -> assertThat(died.instance().nextStart()).contains(died.exit().at().plus(wait)));
  }

  @Test
  void childThatWaitsForItsNextStartCanBeStopped() throws Exception {
    supervise(java.small("switchboard.NoSuchMain", ""));
    awaitStartIn(Duration.ofSeconds(1));

    assertThat(supervisor.stop(SOON)).isTrue();

    assertThat(supervisor.instance().state()).isEqualTo(Instance.State.STOPPED);
    assertThat(supervisor.instance().nextStart()).isEmpty();
    assertThat(events).last().isInstanceOf(PlatformEvent.Stopped.class);
  }

  @Test
  void childThatCannotStartIsReportedAtOnceWithItsLastLines() throws Exception {
    supervise(java.small("switchboard.NoSuchMain", ""));

    assertThat(supervisor.awaitReady(SOON)).isFalse();
    await().atMost(SOON).until(() -> supervisor.logTail().contains("NoSuchMain"));
  }

  @Test
  void removedChildIsGoneAndNotStartedAgain() throws Exception {
    var pid = Long.parseLong(superviseSmallService().instance().engineId());

    supervisor.remove(Duration.ofSeconds(5));

    assertThat(supervisor.startAgain()).isFalse();
    assertThat(supervisor.stop(SOON)).isFalse();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(supervisor.instance().state()).isEqualTo(Instance.State.STOPPED);
    assertThat(events).last().isInstanceOf(PlatformEvent.Removed.class);
  }
}
