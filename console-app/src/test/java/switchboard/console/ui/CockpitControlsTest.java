package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.awaitCockpit;
import static switchboard.console.ui.MemoryWindow.awaitText;
import static switchboard.console.ui.MemoryWindow.control;
import static switchboard.console.ui.MemoryWindow.isShown;
import static switchboard.console.ui.MemoryWindow.launch;
import static switchboard.console.ui.MemoryWindow.press;
import static switchboard.console.ui.MemoryWindow.right;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.Failure;
import switchboard.console.platform.Action;
import switchboard.console.platform.Instance;
import switchboard.console.settings.ChartRange;
import switchboard.console.text.Format;
import switchboard.console.ui.chart.TimeSeriesChart;

/** Each control of the cockpit works, and gives the reason when it cannot. */
@ExtendWith(WindowExtension.class)
class CockpitControlsTest {
  @TempDir Path folder;
  private final MemoryWindow window = new MemoryWindow();

  @Start
  void start(Stage stage) {
    window.show(stage, folder);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void startPageSaysWithHowManyAndTheKeysLaunchAndStop(FxRobot robot) {
    right(robot, "#start-replicas");
    right(robot, "#start-users");
    control(robot, KeyCode.L);
    awaitCockpit(robot);
    assertThat(window.platform.state().backends()).hasSize(4);
    await().until(() -> window.session.snapshot().plan().users() == 250);

    control(robot, KeyCode.PERIOD);
    await().until(() -> isShown(robot, "#launch"));
    assertThat(window.platform.state().instances()).isEmpty();
    awaitText(robot, "The system has stopped."::equals);
  }

  @Test
  void launchIsCancelledWhereItsProgressIs(FxRobot robot) {
    window.platform.holdLaunches(new CountDownLatch(1));
    robot.clickOn("#launch");
    await().until(() -> isShown(robot, "#cancel-launch"));
    robot.clickOn("#cancel-launch");
    await().until(() -> isShown(robot, "#launch"));
    assertThat(isShown(robot, "#notice")).isFalse();
  }

  @Test
  void failedLaunchIsTriedAgainCopiedAndLeft(FxRobot robot) {
    window.platform.failLaunches(new Failure("Launching", "the disk is full", "Free some."));
    robot.clickOn("#launch");
    press(robot, "Copy details");
    robot.interact(
        () -> assertThat(Clipboard.getSystemClipboard().getString()).contains("the disk is full"));
    press(robot, "Launch again");
    awaitText(robot, "Launching: the disk is full."::equals);
    press(robot, "Back");
    await().until(() -> isShown(robot, "#launch"));
  }

  @Test
  void usersAndMessagesFollowTheirSlidersAndAFailureIsANotice(FxRobot robot) {
    launch(robot);
    right(robot, "#users");
    await().until(() -> window.session.snapshot().plan().users() == 250);
    right(robot, "#messages");
    await().until(() -> window.session.snapshot().plan().messagesPerUserPerMinute() == 4);
    awaitText(robot, "Messages per user per minute set from 3.0 to 4.0."::equals);

    window.simulator.failLoads();
    right(robot, "#users");
    await().until(() -> isShown(robot, "#notice"));
    awaitText(robot, text -> text.startsWith("Setting the load"));
    robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);
    await().until(() -> !isShown(robot, "#notice"));
  }

  @Test
  void simulatorsFollowTheirSliderAndWithThemHowManyUsersThereCanBe(FxRobot robot) {
    launch(robot);
    var users = robot.lookup("#users").queryAs(Slider.class);
    right(robot, "#users");
    await().until(() -> window.session.snapshot().plan().users() == 250);

    right(robot, "#simulators");
    await().until(() -> window.platform.state().simulators().size() == 2);
    awaitText(robot, "2 simulators"::equals);
    await().until(() -> users.getAccessibleText().endsWith("0 to " + Format.whole(2_000)));

    robot.interact(() -> users.requestFocus());
    robot.type(KeyCode.END);
    await().until(() -> window.session.snapshot().plan().users() == 2_000);
    control(robot, KeyCode.Z);
    await().until(() -> window.session.snapshot().plan().users() == 250);
  }

  @Test
  void controlsOfWhatIsNotAllowedAreDisabledWithTheReason(FxRobot robot) {
    launch(robot);
    for (var each : Action.values()) {
      window.platform.forbid(each, "You may not " + each + ".");
    }
    await().until(() -> isShown(robot, "#kill-obstacle"));

    for (var each :
        List.of(
            "#kill",
            ".kill-small",
            ".logs-small",
            "#replicas",
            "#simulators",
            "#limit-cpu",
            "#autoscale")) {
      assertThat(robot.lookup(each).<Node>queryAll())
          .as(each)
          .isNotEmpty()
          .allMatch(node -> node.isDisabled());
    }
    assertThat(robot.lookup("#main").query().isDisabled()).isTrue();
    for (var each : List.of("KILL", "SCALE", "SCALE_SIMULATORS", "AUTOSCALE", "LIMIT")) {
      awaitText(robot, ("You may not " + each + ".")::equals);
    }
  }

  @Test
  void keysAddAndRemoveReplicas(FxRobot robot) {
    launch(robot);
    control(robot, KeyCode.UP);
    await().until(() -> window.platform.state().backends().size() == 4);
    await().until(() -> !isShown(robot, "#prompt-told") || told(robot).contains("to 4 replicas"));
    control(robot, KeyCode.DOWN);
    await().until(() -> window.platform.state().backends().size() == 3);
  }

  private static String told(FxRobot robot) {
    return robot.lookup("#prompt-told").queryLabeled().getText();
  }

  @Test
  void cardKillsItsReplicaAndAFailureIsANotice(FxRobot robot) {
    launch(robot);
    window.platform.failKills(new Failure("Killing", "the engine is gone", "Start it."));
    robot.interact(() -> killOf(robot, "backend-2").fire());
    awaitText(robot, "Killing failed: the engine is gone. Start it."::equals);
    robot.clickOn("#notice .button-icon");
    assertThat(isShown(robot, "#notice")).isFalse();
    assertThat(window.state("backend-2")).isEqualTo(Instance.State.READY);
  }

  private static Button killOf(FxRobot robot, String replica) {
    return robot.lookup(".kill-small").queryAllAs(Button.class).stream()
        .filter(each -> each.getAccessibleText().equals("Kill " + replica))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void cardKillsItsReplica(FxRobot robot) {
    launch(robot);
    robot.interact(() -> killOf(robot, "backend-2").fire());
    await().until(() -> window.state("backend-2") == Instance.State.RESTARTING);
    assertThat(window.state("backend-1")).isEqualTo(Instance.State.READY);
  }

  @Test
  void chartsAreHeldAndShowAsMuchOfThePastAsIsChosen(FxRobot robot) {
    launch(robot);
    robot.clickOn("#pause");
    assertThat(robot.lookup("#pause").queryButton().getText()).isEqualTo("Back to live");
    robot.clickOn("#pause");
    assertThat(robot.lookup("#pause").queryButton().getText()).isEqualTo("Pause");

    robot.interact(() -> past(robot).setValue(ChartRange.SIXTY));
    await().until(() -> shownMinutes(robot) == 60);
    robot.interact(() -> past(robot).setValue(ChartRange.ONE));
    await().until(() -> shownMinutes(robot) == 1);
  }

  @SuppressWarnings("unchecked") // the box with that id holds these
  private static ComboBox<ChartRange> past(FxRobot robot) {
    return robot.lookup("#past").queryAs(ComboBox.class);
  }

  private static long shownMinutes(FxRobot robot) {
    return robot.lookup(".time-series-chart").queryAllAs(TimeSeriesChart.class).stream()
        .findFirst()
        .map(chart -> chart.range().length().toMinutes())
        .orElse(0L);
  }

  @Test
  void chartsMenuChangesTheScaleAndCopies(FxRobot robot) {
    launch(robot);
    await().until(() -> robot.lookup("#chart-menu-latency").tryQuery().isPresent());
    robot.interact(() -> ((CheckMenuItem) item(robot, "Logarithmic scale")).setSelected(true));
    robot.interact(
        () -> ((CheckMenuItem) item(robot, "All requests as a heatmap")).setSelected(true));
    assertThat(item(robot, "Logarithmic scale").isDisable()).isTrue();
    assertThat(isShown(robot, ".heat-legend")).isTrue();

    robot.interact(() -> item(robot, "Copy picture").fire());
    robot.interact(() -> assertThat(Clipboard.getSystemClipboard().hasImage()).isTrue());
    robot.interact(() -> item(robot, "Copy values").fire());
    robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString()).startsWith("time"));
  }

  private static MenuItem item(FxRobot robot, String text) {
    return robot.lookup("#chart-menu-latency").queryAs(MenuButton.class).getItems().stream()
        .filter(each -> text.equals(each.getText()))
        .findFirst()
        .orElseThrow();
  }
}
