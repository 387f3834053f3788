package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.awaitText;

import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The screen of load tests, over a platform in memory. */
@ExtendWith(WindowExtension.class)
class LoadScreenTest {
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

  private static Button button(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Button.class);
  }

  private static void run(FxRobot robot) {
    await().until(() -> !button(robot, "#run-load-test").isDisabled());
    robot.interact(() -> button(robot, "#run-load-test").fire());
  }

  private static int past(FxRobot robot) {
    return robot.lookup("#load-tests").queryAs(ListView.class).getItems().size();
  }

  @Test
  void loadTestIsRunStoppedAndShownBesideAnother(FxRobot robot) {
    MemoryWindow.launch(robot);
    robot.type(KeyCode.F6);
    run(robot);
    await().until(() -> past(robot) == 1);
    awaitText(robot, text -> text.equals("Passed · ab -n 20000 -c 50"));
    awaitText(robot, text -> text.equals("2.5 ms"));

    window.simulator.loadTests().last();
    robot.interact(() -> button(robot, "#preset-rate").fire());
    run(robot);
    awaitText(robot, text -> text.equals("Running · Constant rate"));
    robot.interact(() -> button(robot, "#stop-load-test").fire());
    await().until(() -> past(robot) == 2);
    awaitText(robot, text -> text.equals("Aborted · Constant rate"));

    ChoiceBox<?> beside = robot.lookup("#load-compared").queryAs(ChoiceBox.class);
    assertThat(beside.getItems()).hasSize(2);
    assertThat(MemoryWindow.isShown(robot, "#load-compared")).isTrue();
    assertThat(beside.getParent().isVisible()).isTrue();
    robot.interact(() -> beside.getSelectionModel().select(1));
    await().until(() -> robot.lookup("#load-figures .text-table-head").queryAll().size() == 2);
  }

  @Test
  void capacityIsFoundInTheTableBesideItsBracket(FxRobot robot) {
    MemoryWindow.launch(robot);
    window.simulator.loadTests().carry(6);
    robot.type(KeyCode.F6);
    robot.interact(() -> robot.lookup("#show-capacity").queryAs(ToggleButton.class).fire());
    robot.interact(() -> robot.lookup("#capacity-rate").queryAs(RadioButton.class).fire());
    MemoryWindow.retype(robot, "#capacity-first", "4");
    MemoryWindow.retype(robot, "#capacity-max", "16");

    await().until(() -> !button(robot, "#find-capacity").isDisabled());
    robot.interact(() -> button(robot, "#find-capacity").fire());

    awaitText(robot, text -> text.equals("3 replicas: 6 to 7 requests/s"));
    awaitText(robot, text -> text.startsWith("3 replicas carry 6 to 7 requests/s."));
    TableView<?> trials = robot.lookup("#capacity-trials").queryAs(TableView.class);
    assertThat(trials.getItems().size()).isGreaterThan(6);
    assertThat(MemoryWindow.isShown(robot, "#bracket")).isTrue();
    assertThat(MemoryWindow.isShown(robot, "#find-capacity")).isTrue();
  }
}
