package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.awaitCockpit;
import static switchboard.console.ui.MemoryWindow.awaitText;
import static switchboard.console.ui.MemoryWindow.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import switchboard.console.Failure;
import switchboard.console.fault.FaultRun;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.SampleStats;
import switchboard.console.metrics.FakePrometheus;
import switchboard.console.platform.Action;
import switchboard.console.platform.Destination;
import switchboard.console.platform.FakeMonitoring;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.capability.Monitoring.Origin;
import switchboard.console.settings.ThemePreference;
import switchboard.console.sweep.SampleSweep;
import switchboard.console.sweep.SweepFolder;
import switchboard.console.ui.fx.Png;

/**
 * Takes pictures of every screen and state, over a platform in memory, for a review by eye: they
 * are in {@code target/pictures}.
 */
@Tag("pictures")
@ExtendWith(WindowExtension.class)
class PicturesTest {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Failure FAILURE =
      new Failure(
          "Launching in memory", "port 5173 is taken by another program", "End it, and try again.");

  @TempDir Path folder;
  private final FakePrometheus clusters = new FakePrometheus(0);
  private final FakeMonitoring monitoring = new FakeMonitoring(Origin.NONE, clusters.address());
  private final MemoryWindow window = new MemoryWindow(monitoring);
  private final FakePlatform platform = window.platform;
  private final FakePrometheus prometheus = new FakePrometheus(3);
  private Stage stage;
  private ThemePreference look;

  @Start
  void start(Stage primary) {
    stage = primary;
    platform.goTo(List.of(new Destination("work", "cluster work, namespace chat-app", true, true)));
    platform.watchedBy(prometheus.address());
    window.show(primary, folder);
    primary.setWidth(1440);
    primary.setHeight(900);
  }

  @AfterEach
  void close() {
    window.close();
    prometheus.close();
    clusters.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ThemePreference.class,
      names = {"DARK", "LIGHT"})
  void everyScreenAndState(ThemePreference chosen, FxRobot robot) throws IOException {
    look = chosen;
    Files.createDirectories(PICTURES);
    robot.type(KeyCode.F4);
    robot.interact(() -> looks(robot).setValue(chosen));
    picture(robot, "settings");
    robot.type(KeyCode.F1);

    picture(robot, "start-unconfirmed");
    robot.clickOn("#confirm-destination");
    picture(robot, "start");
    platform.forbid(Action.LAUNCH, "You may not create deployments in namespace chat-app.");
    await().until(() -> robot.lookup("#launch").query().isDisabled());
    picture(robot, "start-not-allowed");
    platform.allowAll();
    await().until(() -> !robot.lookup("#launch").query().isDisabled());

    platform.failLaunches(FAILURE);
    robot.clickOn("#launch");
    awaitText(robot, FAILURE.sentence()::contains);
    picture(robot, "launch-failed");
    platform.succeed();
    var held = new CountDownLatch(1);
    platform.holdLaunches(held);
    MemoryWindow.press(robot, "Launch again");
    awaitText(robot, text -> text.startsWith("Launching"));
    picture(robot, "launching");
    held.countDown();
    awaitCockpit(robot);

    cockpit(robot);
    faults(robot);
    experiments(robot);
    tuning(robot);
    cluster(robot);
    logs(robot);
    interruptions(robot);
  }

  private void experiments(FxRobot robot) {
    robot.type(KeyCode.F5);
    awaitText(robot, text -> text.startsWith("Steps, by the time"));
    picture(robot, "experiments");
    robot.type(KeyCode.F1);
  }

  private void tuning(FxRobot robot) throws IOException {
    robot.type(KeyCode.F8);
    picture(robot, "tuning-empty");
    SampleSweep.leave(new SweepFolder(folder.resolve("sweeps")), platform.id());
    robot.interact(() -> robot.lookup("#resume-sweep").queryAs(Button.class).fire());
    awaitText(robot, text -> text.startsWith("Certificate · 2 replicas"));
    picture(robot, "tuning");
    robot.type(KeyCode.F1);
  }

  private void cockpit(FxRobot robot) {
    awaitText(robot, text -> text.endsWith("in all"));
    picture(robot, "cockpit");
    robot.clickOn("#kill");
    awaitText(robot, text -> text.startsWith("Killed "));
    prometheus.alert("ReplicaDown", "backend-2", "firing", Instant.now());
    await().until(() -> robot.lookup(".alert").tryQuery().isPresent());
    picture(robot, "cockpit-judging");
    prometheus.endAlerts();
    platform.state().backends().stream()
        .filter(each -> !each.isReady())
        .forEach(each -> platform.restart(each.name()));
    window.clock.advance(FaultRun.OBSERVATION_WINDOW.plus(Duration.ofSeconds(1)));
    awaitText(robot, text -> text.endsWith("passed"));
    picture(robot, "cockpit-verdict");
    failures(robot);
    control(robot, KeyCode.K);
    robot.write("kill");
    picture(robot, "palette");
    robot.type(KeyCode.ESCAPE);
    await().until(() -> !MemoryWindow.isShown(robot, "#commands"));
  }

  private void failures(FxRobot robot) {
    var begin = SampleStats.UNHARMED.at();
    var count = new AtomicLong(100_000);
    window.simulator.tell(stats -> SampleStats.UNHARMED.withTotal(count.incrementAndGet()).stats());
    robot.clickOn("#kill");
    awaitText(robot, text -> text.contains("judging"));
    window.simulator.fail(
        IntStream.range(0, 7)
            .mapToObj(
                number ->
                    new FailedRequest(
                        begin.plusMillis(400 + 1_734L * number),
                        "user-" + (17 * number + 3),
                        number % 3 == 2 ? "/ws" : "/api/messages",
                        List.of("GET", "POST", "SEND").get(number % 3),
                        number % 2 == 0 ? "backend-" + (number % 3 + 1) : "gateway",
                        number % 3 == 2 ? null : 503,
                        number % 3 == 2
                            ? "no acknowledgement within 10 s"
                            : "The store did not respond in time (store-unavailable)",
                        number * 310 + 12.3,
                        number % 2 + 1))
            .toArray(FailedRequest[]::new));
    window.simulator.tell(
        stats ->
            SampleStats.UNHARMED
                .withTotal(500 + count.incrementAndGet())
                .withFailed(7)
                .at(begin.plusSeconds(30))
                .stats());
    platform.state().backends().stream()
        .filter(each -> !each.isReady())
        .forEach(each -> platform.restart(each.name()));
    window.clock.advance(FaultRun.OBSERVATION_WINDOW.plus(Duration.ofSeconds(1)));
    awaitText(robot, text -> text.endsWith("· failed"));
    scrollDown(robot);
    picture(robot, "cockpit-failed");
    MemoryWindow.press(robot, "7 failed requests…");
    await().until(() -> MemoryWindow.isShown(robot, "#failures"));
    picture(robot, "failed-requests");
    robot.write("store");
    await()
        .until(() -> robot.lookup("#failures-table .table-row-cell:filled").queryAll().size() == 5);
    picture(robot, "failed-requests-found");
    robot.type(KeyCode.ESCAPE);
    await().until(() -> !MemoryWindow.isShown(robot, "#failures"));
    MemoryWindow.press(robot, "Detection ledger…");
    await().until(() -> MemoryWindow.isShown(robot, "#ledger"));
    picture(robot, "detection-ledger");
    robot.type(KeyCode.ESCAPE);
    await().until(() -> !MemoryWindow.isShown(robot, "#ledger"));
    robot.interact(() -> panel(robot).setVvalue(0));
  }

  private void faults(FxRobot robot) {
    robot.type(KeyCode.F2);
    picture(robot, "faults-history");
    robot.clickOn("#kind-slow").clickOn("#target-backend-2");
    MemoryWindow.right(robot, "#amount-jitter");
    robot.clickOn("#inject");
    awaitText(robot, text -> text.startsWith("Running"));
    picture(robot, "faults-running");
    platform.endBackendFaults("backend-2");
    window.clock.advance(Duration.ofSeconds(11));
    awaitText(robot, text -> text.startsWith("Recovered"));
    robot.clickOn("#kind-cut").clickOn("#target-all");
    picture(robot, "faults-outage");
    robot.interact(
        () -> {
          stage.setWidth(1100);
          stage.setHeight(700);
        });
    robot.clickOn("#kind-slow");
    picture(robot, "faults-small");
    robot.interact(
        () -> {
          stage.setWidth(1440);
          stage.setHeight(900);
        });
    robot.type(KeyCode.F1);
  }

  private void cluster(FxRobot robot) {
    clusters.say("container_cpu_usage_seconds_total", 1.53);
    clusters.say("resource=\"cpu\"", 4);
    clusters.say("container_memory_working_set_bytes", 3_412L << 20);
    clusters.say("resource=\"memory\"", 32_051L << 20);
    clusters.say("kube_pod_container_status_restarts_total", 3);
    clusters.say("container_cpu_cfs_throttled_periods_total", 12.4);
    scrollDown(robot);
    picture(robot, "cluster-none");
    monitoring.bar("Helm is not installed on this machine: install it (helm.sh), then look again.");
    lookAgain(robot, "#stack-note");
    scrollDown(robot);
    picture(robot, "cluster-barred");
    monitoring.bar("");
    window.clock.advance(Duration.ofSeconds(10));
    await().until(() -> !robot.lookup("#use-stack").query().isDisabled());

    var held = new CountDownLatch(1);
    monitoring.hold(held);
    robot.interact(() -> robot.lookup("#use-stack").queryAs(CheckBox.class).fire());
    picture(robot, "cluster-asked");
    robot.clickOn("#prompt-yes");
    awaitText(robot, text -> text.endsWith("pods are ready"));
    scrollDown(robot);
    picture(robot, "cluster-installing");
    held.countDown();
    lookAgain(robot, "#remove-stack");
    scrollDown(robot);
    picture(robot, "cluster-used");
    robot.interact(() -> panel(robot).setVvalue(0));
    robot.type(KeyCode.ESCAPE);
  }

  private static void scrollDown(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> panel(robot).setVvalue(1));
  }

  private static ScrollPane panel(FxRobot robot) {
    return robot.lookup(".control-scroll").queryAs(ScrollPane.class);
  }

  private void lookAgain(FxRobot robot, String until) {
    window.clock.advance(Duration.ofSeconds(10));
    await().until(() -> MemoryWindow.isShown(robot, until));
  }

  private void logs(FxRobot robot) {
    for (var line = 1; line <= 40; line++) {
      var level = line % 9 == 0 ? "WARN" : line % 13 == 0 ? "ERROR" : "INFO";
      platform.print(
          new LogLine(
              window.clock.instant(),
              "backend-" + (line % 3 + 1),
              level + " request " + line + " answered"));
    }
    window.clock.advance(Duration.ofSeconds(1));
    robot.type(KeyCode.F3);
    await().until(() -> !robot.lookup(".log-text").queryAll().isEmpty());
    picture(robot, "logs");
    robot.type(KeyCode.F1);
  }

  private void interruptions(FxRobot robot) {
    for (var each : Action.values()) {
      platform.forbid(each, "You may not do that in namespace chat-app.");
    }
    await().until(() -> robot.lookup("#kill").query().isDisabled());
    picture(robot, "not-allowed");
    platform.allowAll();
    platform.loseTouch(Optional.of("the cluster of work does not respond"));
    await().until(() -> window.session.snapshot().connectionProblem().isPresent());
    picture(robot, "out-of-touch");
    platform.loseTouch(Optional.empty());
    platform.failChanges(new Failure("Limiting", "the engine is gone", "Start it."));
    robot.interact(() -> robot.lookup("#limit-cpu").query().requestFocus());
    robot.type(KeyCode.LEFT);
    MemoryWindow.press(robot, "Apply to 3 replicas");
    awaitText(robot, text -> text.startsWith("Limiting failed"));
    picture(robot, "notice");
  }

  @SuppressWarnings("unchecked") // the box holds what its name says
  private static ComboBox<ThemePreference> looks(FxRobot robot) {
    return robot.lookup("#setting-look").queryAs(ComboBox.class);
  }

  /** What is in the window now. */
  private void picture(FxRobot robot, String state) {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> write(stage.getScene().getRoot(), state));
  }

  private void write(Node shown, String state) {
    var picture = shown.snapshot(null, null);
    assertThat(colours(picture)).as(state).isGreaterThan(10);
    var name = state + "-" + look.name().toLowerCase(Locale.ROOT) + ".png";
    try {
      Png.write(picture, PICTURES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long colours(Image picture) {
    var pixels = picture.getPixelReader();
    return IntStream.range(0, (int) picture.getHeight())
        .boxed()
        .flatMap(
            y -> IntStream.range(0, (int) picture.getWidth()).mapToObj(x -> pixels.getArgb(x, y)))
        .distinct()
        .count();
  }
}
