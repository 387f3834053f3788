package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.awaitText;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import switchboard.console.bundle.SampleBundle;

/** A bundle that is watched again, in a window. */
@ExtendWith(WindowExtension.class)
class RunsScreenTest {
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

  private static void press(FxRobot robot, String id) {
    robot.interact(() -> robot.lookup(id).queryAs(ButtonBase.class).fire());
  }

  @Test
  void bundleIsShownAtEveryMomentPlayedAndVerified(FxRobot robot) throws Throwable {
    var file = folder.resolve("sent.swb");
    new SampleBundle().write(file);

    robot.interact(() -> window.app.watch(file));
    awaitText(robot, text -> text.endsWith("· Kill backend-2 under 100 users"));
    Slider moment = robot.lookup("#moment").queryAs(Slider.class);
    assertThat(moment.getValue()).isEqualTo(moment.getMax());
    for (var second = 0; second <= moment.getMax(); second += 10) {
      var at = second;
      robot.interact(
          () -> {
            moment.requestFocus();
            moment.setValue(at);
          });
      awaitText(robot, text -> text.contains(" · 0:" + (at < 10 ? "0" : "") + at + " of "));
    }

    press(robot, "#play");
    press(robot, "#play");
    press(robot, "#verify-run");
    awaitText(robot, text -> text.startsWith("Verified: all 14 entries"));
    // What goes wrong while a window is drawn is thrown here.
    WaitForAsyncUtils.checkException();
  }

  @Test
  void twoRunsStandSideBySideAndWhatIsUnlikeIsSaidFirst(FxRobot robot) throws Throwable {
    var file = Files.createDirectories(folder.resolve("runs")).resolve("a.swb");
    new SampleBundle().write(file);
    var other = new SampleBundle();
    other.run.replicas = 4;
    other.write(file.resolveSibling("b.swb"));

    robot.interact(() -> window.app.watch(file));
    awaitText(robot, text -> text.endsWith("· Kill backend-2 under 100 users"));
    await()
        .until(() -> robot.lookup("#compare-run").queryAs(MenuButton.class).getItems().size() > 1);
    robot.interact(
        () -> robot.lookup("#compare-run").queryAs(MenuButton.class).getItems().getFirst().fire());

    awaitText(robot, "One run each: no comparison."::equals);
    awaitText(robot, "• replicas: 3 in A, 4 in B"::equals);
    awaitText(robot, "Charts, aligned on the proven fault"::equals);
    WaitForAsyncUtils.checkException();
    press(robot, "#close-comparison");
    await().until(() -> robot.lookup("#moment").tryQuery().isPresent());
  }
}
