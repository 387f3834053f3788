package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.ManualClock;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.load.FakeSimulator;
import switchboard.console.platform.Destination;
import switchboard.console.platform.FakePlatform;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.SettingsFile;

/** The window over two platforms, both in memory. */
@ExtendWith(WindowExtension.class)
class PlatformSwitchTest {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform memory = new FakePlatform(clock, simulator.address(), "Memory");
  private final FakePlatform moon = new FakePlatform(clock, simulator.address(), "Moon");
  private final Session onMemory = opened(memory);
  private final Session onMoon = opened(moon);

  private Session opened(FakePlatform platform) {
    var session = new Session(platform, new OkHttpClient(), clock);
    FakeSessions.start(session);
    return session;
  }

  @Start
  void start(Stage primary) {
    moon.runElsewhere(5);
    new ConsoleApp(
            new FakeSessions(onMemory, onMoon),
            onMemory,
            new LiveSettings(new SettingsFile(folder.resolve("settings.json"))),
            new KeptRuns(folder.resolve("runs"), KeptRuns.MAX_BYTES),
            clock,
            page -> {})
        .show(primary, MemoryWindow.SCREENS, () -> {});
  }

  @AfterEach
  void close() {
    onMemory.close();
    onMoon.close();
    simulator.close();
  }

  @Test
  void everyPlatformHasItsOwnStartPage(FxRobot robot) {
    assertThat(segment(robot, "memory").isSelected()).isTrue();
    assertThat(texts(robot)).contains("Everything runs in memory.", "valkey · memory");

    robot.clickOn("#platform-moon");

    await().until(() -> texts(robot).contains("Everything runs in moon."));
    assertThat(texts(robot)).contains("valkey · moon");
    assertThat(segment(robot, "moon").isSelected()).isTrue();
    assertThat(segment(robot, "memory").isSelected()).isFalse();
  }

  @Test
  void selectedSegmentCannotBeSwitchedOff(FxRobot robot) {
    robot.clickOn("#platform-memory");
    assertThat(segment(robot, "memory").isSelected()).isTrue();
  }

  @Test
  void keysChooseThePlatform(FxRobot robot) {
    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT2).release(KeyCode.CONTROL);
    await().until(() -> texts(robot).contains("Everything runs in moon."));
    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT1).release(KeyCode.CONTROL);
    await().until(() -> texts(robot).contains("Everything runs in memory."));
  }

  @Test
  void runningSystemHoldsTheSwitch(FxRobot robot) {
    robot.clickOn("#launch");
    await().until(() -> texts(robot).contains("backend-3"));
    assertThat(segment(robot, "moon").isDisabled()).isTrue();
    assertThat(segment(robot, "moon").getAccessibleHelp()).isEqualTo("Stop the system first");
    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT2).release(KeyCode.CONTROL);
    assertThat(segment(robot, "memory").isSelected()).isTrue();

    robot.clickOn("#main");
    await().until(() -> !segment(robot, "moon").isDisabled());
  }

  @Test
  void clusterOfOthersIsConfirmedBeforeALaunch(FxRobot robot) {
    moon.goTo(List.of(new Destination("work", "cluster work, namespace chat-app", true, true)));
    robot.clickOn("#platform-moon");
    await().until(() -> robot.lookup("#confirm-destination").tryQuery().isPresent());
    await()
        .until(
            () ->
                text(robot, "#confirm-destination")
                    .equals("Launch in cluster work, namespace chat-app"));
    assertThat(robot.lookup("#launch").queryButton().isDisabled()).isTrue();
    assertThat(robot.lookup("#main").queryButton().isDisabled()).isTrue();
    assertThat(text(robot, "#launch-obstacle")).startsWith("On the start page, choose where");

    robot.clickOn("#confirm-destination");
    await().until(() -> !robot.lookup("#launch").queryButton().isDisabled());
    assertThat(robot.lookup("#main").queryButton().isDisabled()).isFalse();
    assertThat(moon.destination()).hasValue("work");
    robot.clickOn("#launch");
    await().until(() -> texts(robot).contains("backend-5"));
  }

  @Test
  void foundSystemIsTakenOverWithItsReplicas(FxRobot robot) {
    robot.clickOn("#platform-moon");
    await().until(() -> text(robot, "#launch").equals("Adopt"));
    assertThat(text(robot, "#main")).isEqualTo("Adopt");
    assertThat(text(robot, "#found"))
        .isEqualTo(
            "A system with 5 replicas is already running here. It will be adopted as it is.");
    assertThat(robot.lookup("#start-replicas").queryAs(Slider.class).getValue()).isEqualTo(5);

    robot.clickOn("#launch");
    await().until(() -> moon.state().backends().size() == 5);
  }

  @Test
  void tickedBoxDeletesTheMessagesWithTheNextStop(FxRobot robot) {
    robot.clickOn("#launch");
    await().until(() -> texts(robot).contains("backend-3"));
    robot.interact(() -> robot.lookup("#delete-data").queryAs(CheckBox.class).fire());
    assertThat(text(robot, "#main")).isEqualTo("Stop and delete");
    assertThat(robot.lookup("#main").query().getStyleClass()).contains("danger");

    robot.clickOn("#main");
    await().until(() -> text(robot, "#main").equals("Launch"));
    assertThat(memory.dataDeleted()).isTrue();

    robot.clickOn("#launch");
    await().until(() -> texts(robot).contains("backend-3"));
    assertThat(robot.lookup("#delete-data").queryAs(CheckBox.class).isSelected()).isFalse();
    assertThat(text(robot, "#main")).isEqualTo("Stop");
  }

  private static ToggleButton segment(FxRobot robot, String id) {
    return robot.lookup("#platform-" + id).queryAs(ToggleButton.class);
  }

  private static String text(FxRobot robot, String selector) {
    return robot.lookup(selector).queryAs(Labeled.class).getText();
  }

  private static Set<String> texts(FxRobot robot) {
    return robot.lookup(".label").queryAllAs(Labeled.class).stream()
        .map(Labeled::getText)
        .collect(Collectors.toSet());
  }
}
