package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@ExtendWith(WindowExtension.class)
class WindowExtensionTest {
  private static final int LABELS = 100;

  private final VBox column = new VBox();
  private volatile boolean over;

  @Start
  void start(Stage stage) {
    stage.setScene(new Scene(column, 200, 200));
    stage.show();
    refill();
  }

  /** Over and over, as a window that is always at work. */
  private void refill() {
    column.getChildren().clear();
    IntStream.range(0, LABELS).forEach(each -> column.getChildren().add(new Label()));
    if (!over) {
      Platform.runLater(this::refill);
    }
  }

  @Test
  void robotSeesTheWholeTreeWhileItChanges(FxRobot robot) {
    try {
      for (var look = 0; look < 1_000; look++) {
        assertThat(robot.lookup(".label").queryAll()).hasSize(LABELS);
        assertThat(robot.lookup(node -> node instanceof Label).queryAll()).hasSize(LABELS);
      }
    } finally {
      over = true;
    }
  }
}
