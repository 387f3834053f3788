package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.Failure;
import switchboard.console.intent.HealReport;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.timeline.TimelineEvent;

/** The window that opens after a console has died. */
@ExtendWith(WindowExtension.class)
class HealedAtStartTest {
  private static final String HEALED = "A console that is gone had left a freeze: it is undone.";
  private static final Failure STUCK =
      new Failure("Undoing it", "the engine is away", "Run docker unpause 409db7.");

  @TempDir Path folder;
  private final MemoryWindow window = new MemoryWindow();

  @Start
  void start(Stage primary) {
    window.show(primary, folder);
    window.app.heal(
        new FakeSessions(window.session).healing(new HealReport(List.of(HEALED), List.of(STUCK))));
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void saysWhatWasUndoneAndWhatWasNot(FxRobot robot) {
    await().until(() -> shows(robot, HEALED));
    await().until(() -> shows(robot, "the engine is away"));
    await()
        .untilAsserted(
            () ->
                assertThat(window.session.snapshot().timeline())
                    .extracting(TimelineEvent::text)
                    .contains(HEALED));
  }

  private static boolean shows(FxRobot robot, String text) {
    return robot.lookup(".label").queryAllAs(Labeled.class).stream()
        .anyMatch(each -> each.getText() != null && each.getText().contains(text));
  }
}
