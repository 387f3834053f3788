package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
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

  /** Repeatedly, like a window that is always at work. */
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

  @Test
  void windowThatHangsIsNoticedAndWhatItsThreadDidIsSaid(FxRobot robot) {
    over = true;
    var thread = new AtomicReference<Thread>();
    robot.interact(() -> thread.set(Thread.currentThread()));
    var watch = new FxThreadWatch(Duration.ofMillis(300), thread.get());
    watch.start();
    var noticed = new CountDownLatch(1);

    Platform.runLater(() -> hangUntil(noticed));
    try {
      await().until(() -> watch.longest().compareTo(Duration.ofMillis(300)) > 0);
    } finally {
      noticed.countDown();
    }

    assertThatThrownBy(watch::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("The window did not respond for PT")
        .hasMessageContaining("hangUntil");
  }

  private static void hangUntil(CountDownLatch noticed) {
    try {
      noticed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
