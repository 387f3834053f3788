package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.settings.Settings;
import switchboard.console.settings.SettingsFile;
import switchboard.console.settings.StuckFile;

/** The user's folder lies on a disk that does not answer; the window does. */
@Timeout(60)
@ExtendWith(WindowExtension.class)
class SlowDiskTest {
  @TempDir Path folder;
  private final MemoryWindow window = new MemoryWindow();
  private final CompletableFuture<Settings> foundAtTheEnd = new CompletableFuture<>();
  private Stage stage;

  @Start
  void start(Stage primary) {
    stage = primary;
    window.show(primary, MemoryWindow.SCREENS, folder, () -> foundAtTheEnd.complete(saved()));
  }

  @AfterEach
  void close() {
    window.close();
  }

  private Path file() {
    return folder.resolve("settings.json");
  }

  /** As far as there is a file that can be read. */
  private Settings saved() {
    return Files.isRegularFile(file())
        ? new SettingsFile(file()).load().settings()
        : Settings.DEFAULT;
  }

  @Test
  void windowGoesOnWhileItsSettingsAreSaved(FxRobot robot) throws Exception {
    robot.type(KeyCode.F4);
    CheckBox kill = robot.lookup("#setting-ask-kill").queryAs(CheckBox.class);
    CheckBox stop = robot.lookup("#setting-ask-stop").queryAs(CheckBox.class);
    try (var disk = new StuckFile(file())) {
      Platform.runLater(() -> kill.setSelected(true));
      Platform.runLater(() -> stop.setSelected(true));
      awaitTheWindow();

      disk.answer("{}");
    }
    await()
        .until(
            () -> saved().asked().equals(Set.of(ConfirmableAction.KILL, ConfirmableAction.STOP)));
  }

  @Test
  void whatWasChosenJustBeforeTheEndIsInTheFile(FxRobot robot) throws Exception {
    robot.type(KeyCode.F4);
    CheckBox kill = robot.lookup("#setting-ask-kill").queryAs(CheckBox.class);
    try (var disk = new StuckFile(file())) {
      Platform.runLater(() -> kill.setSelected(true));
      Platform.runLater(
          () -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
      awaitTheWindow();

      disk.answer("{}");
    }
    await().until(foundAtTheEnd::isDone);
    assertThat(foundAtTheEnd.join().asked()).containsExactly(ConfirmableAction.KILL);
    assertThat(foundAtTheEnd.join().place()).isPresent();
  }

  @Test
  void windowGoesOnBeforeASecondStartCanFindIt() throws Exception {
    try (var _ = new StuckFile(folder.resolve("window.lock"))) {
      Platform.runLater(() -> window.app.listenForSecondStart(stage));
      awaitTheWindow();
    }
  }

  /** Its thread has done all that was asked of it until now. */
  private static void awaitTheWindow() {
    var answered = new CompletableFuture<Boolean>();
    Platform.runLater(() -> answered.complete(true));
    await().until(answered::isDone);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
