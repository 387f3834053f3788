package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.local.LocalPlatform;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.SettingsFile;
import switchboard.console.verdict.Result;

/** The main job in the window, over the real system on this machine. */
@Tag("engine")
@ExtendWith(WindowExtension.class)
class MainJobTest {
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path folder;
  private final Clock clock = Clock.systemUTC();
  private final OkHttpClient http = new OkHttpClient();
  private final LocalPlatform platform =
      new LocalPlatform(http, clock, () -> LocalPlatform.Options.DEFAULT);
  private final Session session = new Session(platform, http, clock);

  @Start
  void start(Stage primary) {
    session.start();
    var opened = session;
    var settings = new LiveSettings(new SettingsFile(folder.resolve("settings.json")));
    new ConsoleApp(
            new FakeSessions(opened),
            opened,
            settings,
            new KeptRuns(folder.resolve("runs"), KeptRuns.MAX_BYTES),
            clock,
            page -> {})
        .show(primary, MemoryWindow.SCREENS, () -> {});
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void launchByClickScaleByDragKillByClickAndReadTheVerdict(FxRobot robot) {
    robot.clickOn("#launch");
    awaitText(robot, "backend-3"::equals);
    await()
        .atMost(SOON)
        .until(() -> session.snapshot().load().filter(LoadStats::allConnected).isPresent());

    var tenReplicas = robot.lookup("#replicas .track").query().getBoundsInLocal().getWidth();
    robot.drag("#replicas .thumb").dropBy(tenReplicas / 10, 0);
    await().atMost(SOON).until(() -> platform.state().readyBackends() == 4);
    awaitText(robot, "backend-4"::equals);

    robot.clickOn("#kill");

    await().atMost(SOON).until(() -> !session.snapshot().verdicts().isEmpty());
    var verdict = session.snapshot().verdicts().getFirst();
    assertThat(verdict.result()).as(verdict.toString()).isEqualTo(Result.PASSED);
    awaitText(robot, text -> text.matches("Killed backend-\\d · passed"));
    awaitText(robot, text -> text.matches("0 of [\\d\\h]+ requests failed.*"));
    var killed = platform.state().backends().stream().filter(each -> each.restarts() == 1).toList();
    assertThat(killed).hasSize(1).allMatch(each -> each.isReady());
  }

  private static void awaitText(FxRobot robot, Predicate<String> wanted) {
    await()
        .atMost(SOON)
        .until(
            () ->
                robot.lookup(".label").queryAllAs(Labeled.class).stream()
                    .anyMatch(label -> label.isVisible() && wanted.test(label.getText())));
  }
}
