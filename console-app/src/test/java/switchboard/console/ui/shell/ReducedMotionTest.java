package switchboard.console.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.settings.ThemePreference;
import switchboard.console.ui.WindowExtension;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.Spinner;

@ExtendWith(WindowExtension.class)
class ReducedMotionTest {
  private Spinner spinner;
  private StackPane root;

  @Start
  void start(Stage stage) {
    spinner = new Spinner(14);
    root = new StackPane(spinner);
    var scene = new Scene(root, 200, 200);
    new Theme(new Palette(), new SimpleObjectProperty<>(ThemePreference.DARK)).dress(scene);
    stage.setScene(scene);
    stage.show();
  }

  @Test
  void spinnersStandStillWhereTheSystemWantsThat(FxRobot robot) {
    assertThat(moves()).isTrue();

    robot.interact(() -> reduce(true));
    assertThat(moves()).isFalse();

    robot.interact(() -> reduce(false));
    assertThat(moves()).isTrue();
  }

  private void reduce(boolean reduced) {
    Theme.reduceMotion(root, reduced);
    root.applyCss();
  }

  private boolean moves() {
    var moving = spinner.lookup(".progress-indicator").isVisible();
    assertThat(spinner.lookup(".ikonli-font-icon").isVisible()).isEqualTo(!moving);
    return moving;
  }
}
