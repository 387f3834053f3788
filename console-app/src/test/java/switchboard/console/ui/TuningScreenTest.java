package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.awaitText;

import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The screen of sweeps, over a platform in memory. */
@ExtendWith(WindowExtension.class)
class TuningScreenTest {
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

  private static void type(FxRobot robot, String id, String text) {
    robot.interact(() -> robot.lookup(id).queryAs(TextField.class).setText(text));
  }

  private static void fire(FxRobot robot, String id) {
    await().until(() -> !robot.lookup(id).queryAs(Button.class).isDisabled());
    robot.interact(() -> robot.lookup(id).queryAs(Button.class).fire());
  }

  @Test
  void sweepIsStartedStoppedAndItsMeasurementsAreShown(FxRobot robot) {
    MemoryWindow.launch(robot);
    robot.type(KeyCode.F8);
    type(robot, "#tuning-replicas", "2");
    type(robot, "#tuning-cpus", "0.5");
    type(robot, "#tuning-memory", "256");
    type(robot, "#tuning-users", "100");
    type(robot, "#tuning-duration", "1s");
    fire(robot, "#start-sweep");

    awaitText(robot, text -> text.contains("2 replicas × 0.50 cores × 256 MiB"));
    fire(robot, "#stop-sweep");

    await().until(() -> !robot.lookup("#start-sweep").queryAs(Button.class).isDisabled());
    awaitText(robot, text -> text.contains("stopped before its end"));
    TableView<?> points = robot.lookup("#tuning-points").queryAs(TableView.class);
    assertThat(points.getColumns()).hasSize(8);
    assertThat(MemoryWindow.isShown(robot, "#tuning-certificate")).isTrue();
  }
}
