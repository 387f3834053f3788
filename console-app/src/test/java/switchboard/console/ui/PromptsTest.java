package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.launch;
import static switchboard.console.ui.MemoryWindow.press;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;

/** What stands around actions: questions, the time to give them up, the way back. */
@ExtendWith(WindowExtension.class)
class PromptsTest {
  @TempDir Path folder;
  private final MemoryWindow window = new MemoryWindow();
  private final FakePlatform platform = window.platform;

  @Start
  void start(Stage primary) {
    window.show(primary, folder);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void scalingIsUndoneByButtonAndByKeys(FxRobot robot) {
    launch(robot);
    scale(robot, "5");
    robot.clickOn("#prompt-undo");
    await().until(() -> platform.state().backends().size() == 3);
    awaitText(robot, "#prompt-told", "Scaled from 5 to 3 replicas.");
    assertThat(robot.lookup("#prompt-undo").query().isVisible()).isFalse();

    scale(robot, "4");
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    await().until(() -> platform.state().backends().size() == 3);
  }

  @Test
  void formerLimitsAreUndoneToOnce(FxRobot robot) {
    launch(robot);
    limit(robot);
    var former = limits();
    limit(robot);
    assertThat(limits()).isNotEqualTo(former);

    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);

    await().until(() -> limits().equals(former));
  }

  @Test
  void escapePutsTheSentenceAwayAndTheUndoIsFoundByTyping(FxRobot robot) {
    launch(robot);
    scale(robot, "5");
    robot.type(KeyCode.ESCAPE);
    assertThat(isShown(robot, "#prompt-told")).isFalse();
    robot.clickOn("#run-command").write("undo").type(KeyCode.ENTER);
    await().until(() -> platform.state().backends().size() == 3);
  }

  @Test
  void deletingTheMessagesCanBeGivenUp(FxRobot robot) {
    launch(robot);
    robot.interact(() -> robot.lookup("#delete-data").queryAs(CheckBox.class).fire());
    robot.clickOn("#main");
    awaitCountdown(robot);
    assertThat(isShown(robot, "#prompt-countdown")).isTrue();
    robot.clickOn("#prompt-keep");
    awaitText(robot, "#main", "Stop and delete");

    robot.clickOn("#main");
    awaitCountdown(robot);
    robot.type(KeyCode.ESCAPE);
    awaitText(robot, "#main", "Stop and delete");
    assertThat(platform.state().backends()).hasSize(3);
  }

  @Test
  void killIsAskedForWhereThatIsChosen(FxRobot robot) {
    robot.type(KeyCode.F4);
    robot.clickOn("#setting-ask-kill");
    robot.type(KeyCode.F1);
    launch(robot);

    robot.clickOn("#kill");
    assertThat(robot.lookup("#prompt-cancel").query().isFocused()).isTrue();
    robot.type(KeyCode.ENTER);
    assertThat(isShown(robot, "#prompt-question")).isFalse();
    assertThat(platform.state().backends()).allMatch(Instance::isReady);

    robot.clickOn("#kill").clickOn("#prompt-yes");
    await().until(() -> !platform.state().backends().stream().allMatch(Instance::isReady));
  }

  /** Less CPU than now. */
  private void limit(FxRobot robot) {
    var before = limits();
    robot.interact(() -> robot.lookup("#limit-cpu").query().requestFocus());
    robot.type(KeyCode.LEFT);
    press(robot, "Apply to 3 replicas");
    await().until(() -> !limits().equals(before) && isShown(robot, "#prompt-told"));
  }

  private List<Optional<Limits>> limits() {
    return platform.state().backends().stream().map(Instance::limits).toList();
  }

  private void scale(FxRobot robot, String replicas) {
    robot.clickOn("#run-command").write("scale " + replicas).type(KeyCode.ENTER);
    awaitText(robot, "#prompt-told", "Scaled from 3 to " + replicas + " replicas.");
  }

  private static void awaitCountdown(FxRobot robot) {
    await()
        .until(
            () -> robot.lookup("#main").queryAs(Labeled.class).getText().startsWith("Cancel · "));
  }

  private static boolean isShown(FxRobot robot, String selector) {
    return robot.lookup(selector).query().getParent().isVisible();
  }

  private static void awaitText(FxRobot robot, String selector, String wanted) {
    await().until(() -> robot.lookup(selector).queryAs(Labeled.class).getText().equals(wanted));
  }
}
