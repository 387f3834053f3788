package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.awaitText;
import static switchboard.console.ui.MemoryWindow.control;
import static switchboard.console.ui.MemoryWindow.isShown;
import static switchboard.console.ui.MemoryWindow.launch;
import static switchboard.console.ui.MemoryWindow.retype;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.logs.Level;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.settings.ChartRange;
import switchboard.console.settings.DataFolder;
import switchboard.console.settings.SecondInstancePolicy;
import switchboard.console.settings.Settings;
import switchboard.console.settings.SettingsFile;

/** Each control of the logs and of the settings works, and gives the reason when it cannot. */
@ExtendWith(WindowExtension.class)
class LogsAndSettingsControlsTest {
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

  private Settings saved() {
    return new SettingsFile(folder.resolve("settings.json")).load().settings();
  }

  @Test
  void logsAreFilteredByLevelTextAndReplica(FxRobot robot) {
    launch(robot);
    print("backend-1", "12:00:00 INFO started");
    print("backend-2", "12:00:01 ERROR failed at 42");
    window.clock.advance(Duration.ofSeconds(1));
    robot.clickOn("#rail-logs");
    await().until(() -> lines(robot).size() >= 2);

    robot.interact(() -> this.<Level>box(robot, "#log-least").setValue(Level.ERROR));
    await().until(() -> lines(robot).stream().noneMatch(line -> line.contains("started")));
    robot.interact(() -> this.<Level>box(robot, "#log-least").setValue(Level.DEBUG));
    await().until(() -> lines(robot).stream().anyMatch(line -> line.contains("started")));

    robot.type(KeyCode.F3);
    retype(robot, "#log-search", "at [0-9]+");
    robot.type(KeyCode.ENTER);
    await().until(() -> lines(robot).stream().noneMatch(line -> line.contains("started")));
    retype(robot, "#log-search", "(");
    robot.type(KeyCode.ENTER);
    await().until(() -> isShown(robot, ".mistake"));
    robot.interact(() -> robot.lookup("#log-search").queryAs(TextField.class).clear());
    robot.type(KeyCode.ENTER);

    robot.interact(() -> chip(robot, "backend-1").fire());
    await().until(() -> lines(robot).stream().noneMatch(line -> line.contains("started")));
  }

  /** {@link WindowExtension} checks that the window responds all the time. */
  @Test
  void searchThatWouldTakeForEverIsGivenUp(FxRobot robot) {
    launch(robot);
    print("backend-1", "12:00:00 INFO " + "the message never came here ".repeat(50));
    window.clock.advance(Duration.ofSeconds(1));
    robot.clickOn("#rail-logs");
    await().until(() -> lines(robot).stream().anyMatch(line -> line.contains("never")));

    retype(robot, "#log-search", "(.*e){8}zzz");
    robot.type(KeyCode.ENTER);

    MemoryWindow.awaitText(robot, text -> text.startsWith("Stopped after 2 s"));
    assertThat(lines(robot)).anyMatch(line -> line.contains("never"));
  }

  @Test
  void logsAreHeldFoundAndCopiedByKeys(FxRobot robot) {
    launch(robot);
    print("backend-1", "12:00:00 INFO to be copied");
    window.clock.advance(Duration.ofSeconds(1));
    robot.type(KeyCode.F3);
    await().until(() -> lines(robot).stream().anyMatch(line -> line.contains("to be copied")));
    robot.interact(() -> robot.lookup("#log-lines").query().requestFocus());

    robot.type(KeyCode.SPACE);
    assertThat(robot.lookup("#log-follow").queryAs(ToggleButton.class).isSelected()).isFalse();
    control(robot, KeyCode.A);
    control(robot, KeyCode.C);
    robot.interact(
        () -> assertThat(Clipboard.getSystemClipboard().getString()).contains("to be copied"));
    robot.type(KeyCode.SLASH);
    assertThat(robot.lookup("#log-search").query().isFocused()).isTrue();
  }

  @Test
  void intervalFolderRangeAndQuestionsAreChosenAndKept(FxRobot robot) throws IOException {
    robot.clickOn("#rail-settings");
    retype(robot, "#setting-scrapes", "16");
    robot.type(KeyCode.ENTER);
    awaitText(robot, "A scrape interval of 16 s; expected 1 to 15 s."::equals);
    retype(robot, "#setting-scrapes", "5");
    robot.type(KeyCode.TAB);
    await().until(() -> !isShown(robot, "#setting-scrapes-mistake"));

    var file = Files.writeString(folder.resolve("file"), "");
    retype(robot, "#setting-folder", file.toString());
    robot.type(KeyCode.ENTER);
    awaitText(robot, (file + " is not a folder; choose one.")::equals);
    retype(robot, "#setting-folder", folder.resolve("charts").toString());
    robot.type(KeyCode.ENTER);
    await().until(() -> !isShown(robot, "#setting-folder-mistake"));

    robot.interact(
        () ->
            this.<SecondInstancePolicy>box(robot, "#setting-second-start")
                .setValue(SecondInstancePolicy.OPEN));
    robot.interact(() -> this.<ChartRange>box(robot, "#setting-past").setValue(ChartRange.THIRTY));
    for (var risk : List.of("kill", "fault", "stop", "delete")) {
      robot.clickOn("#setting-ask-" + risk);
    }

    await().until(() -> saved().asked().size() == 4);
    assertThat(saved().scrapes().seconds()).isEqualTo(5);
    assertThat(saved().folder()).isEqualTo(new DataFolder(folder.resolve("charts")));
    assertThat(saved().past()).isEqualTo(ChartRange.THIRTY);
    assertThat(saved().secondStart()).isEqualTo(SecondInstancePolicy.OPEN);
  }

  @Test
  void usualPortsComeBack(FxRobot robot) {
    robot.clickOn("#rail-settings");
    retype(robot, "#setting-simulator", "9999");
    await().until(() -> saved().ports().simulator() == 9999);
    robot.interact(() -> robot.lookup("#setting-usual").queryButton().fire());
    await().until(() -> saved().ports().equals(WellKnownPorts.DEFAULT));
  }

  @Test
  void heapOfReplicasIsChosenAndKept(FxRobot robot) {
    robot.clickOn("#rail-settings");
    retype(robot, "#setting-heap", "9");
    robot.type(KeyCode.ENTER);
    awaitText(robot, "A heap of 9 MiB; expected 32 to 4096 MiB."::equals);
    retype(robot, "#setting-heap", "96");
    robot.type(KeyCode.ENTER);
    await().until(() -> !isShown(robot, "#setting-heap-mistake"));
    await().until(() -> saved().heap().mebibytes() == 96);
  }

  @Test
  void settingThatCannotBeSavedIsANotice(FxRobot robot) throws IOException {
    for (var taken : List.of("settings.json", "settings.json.damaged")) {
      Files.createDirectories(folder.resolve(taken).resolve("in the way"));
    }
    robot.clickOn("#rail-settings");
    robot.clickOn("#setting-ask-kill");
    awaitText(robot, text -> text.startsWith("Saving the settings in "));
  }

  private void print(String replica, String text) {
    window.platform.print(new LogLine(window.clock.instant(), replica, text));
  }

  private static List<String> lines(FxRobot robot) {
    return robot.lookup(".log-text").queryAllAs(Text.class).stream().map(Text::getText).toList();
  }

  @SuppressWarnings("unchecked") // each box holds what its name says
  private <T> ComboBox<T> box(FxRobot robot, String selector) {
    return robot.lookup(selector).queryAs(ComboBox.class);
  }

  private static ToggleButton chip(FxRobot robot, String instance) {
    return robot.lookup(".chip").queryAllAs(ToggleButton.class).stream()
        .filter(each -> each.getText().equals(instance))
        .findFirst()
        .orElseThrow();
  }
}
