package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A screen of 1920 by 1080 pixels, at 200 %. */
@ExtendWith(WindowExtension.class)
class SmallScreenTest {
  private static final Rectangle2D SCREEN = new Rectangle2D(0, 0, 960, 540);

  @TempDir Path folder;
  private final MemoryWindow window = new MemoryWindow();
  private Stage stage;

  @Start
  void start(Stage primary) {
    stage = primary;
    window.show(primary, List.of(SCREEN), folder, () -> {});
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void windowIsNoLargerThanTheScreenAndItsContentScrolls(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(stage.getWidth()).isEqualTo(SCREEN.getWidth());
    assertThat(stage.getHeight()).isEqualTo(SCREEN.getHeight());
    var pane = robot.lookup("#window").queryAs(ScrollPane.class);

    assertThat(places(robot.lookup("#main").query()).getMaxX()).isGreaterThan(SCREEN.getMaxX());
    robot.interact(() -> pane.setHvalue(pane.getHmax()));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(places(robot.lookup("#main").query()).getMaxX())
        .isLessThanOrEqualTo(SCREEN.getMaxX());
    robot.clickOn("#main");
    await().until(() -> !window.platform.state().instances().isEmpty());
  }

  private static Bounds places(Node node) {
    return node.localToScene(node.getBoundsInLocal());
  }
}
