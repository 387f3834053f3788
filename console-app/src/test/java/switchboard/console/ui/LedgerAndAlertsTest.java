package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.awaitText;
import static switchboard.console.ui.MemoryWindow.isShown;
import static switchboard.console.ui.MemoryWindow.launch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Milestone;
import switchboard.console.load.SampleStats;
import switchboard.console.metrics.FakePrometheus;

/** The ledger that a verdict leads to, and the alerts of a Prometheus. */
@ExtendWith(WindowExtension.class)
class LedgerAndAlertsTest {
  @TempDir Path folder;
  private final MemoryWindow window = new MemoryWindow();
  private final FakePrometheus prometheus = new FakePrometheus(3);

  @Start
  void start(Stage stage) {
    window.platform.watchedBy(prometheus.address());
    window.show(stage, folder);
  }

  @AfterEach
  void close() {
    window.close();
    prometheus.close();
  }

  private static Optional<Button> button(FxRobot robot, String selector) {
    return robot.lookup(selector).tryQueryAs(Button.class);
  }

  @Test
  void activeAlertIsShownUntilItEndsAndLeadsToTheLogsOfItsMoment(FxRobot robot) {
    launch(robot);
    assertThat(robot.lookup("#alerts").query().isManaged()).isFalse();

    prometheus.alert("ReplicaDown", "backend-2", "pending", Instant.now());
    await().until(() -> button(robot, ".alert").isPresent());
    assertThat(button(robot, ".alert").orElseThrow().getAccessibleText())
        .startsWith("Alert ReplicaDown of backend-2 pending · active since ");
    prometheus.alert("ReplicaDown", "backend-2", "firing", Instant.now());
    await()
        .until(
            () ->
                button(robot, ".alert").filter(it -> it.getText().contains("firing")).isPresent());
    assertThat(window.session.snapshot().timeline())
        .anyMatch(event -> event.text().equals("ReplicaDown of backend-2 firing"));
    prometheus.endAlerts();
    await().until(() -> !robot.lookup("#alerts").query().isManaged());

    prometheus.alert("ReplicaDown", "backend-2", "firing", Instant.now());
    await().until(() -> button(robot, ".alert").isPresent());
    robot.interact(() -> button(robot, ".alert").orElseThrow().fire());
    await().until(() -> isShown(robot, "#log-lines"));
  }

  @Test
  void verdictLeadsToItsLedgerByTheKeyboardToo(FxRobot robot) {
    launch(robot);
    window.simulator.tell(stats -> SampleStats.UNHARMED.stats());
    robot.clickOn("#kill");
    awaitText(robot, text -> text.contains("judging"));
    window.platform.state().backends().stream()
        .filter(each -> !each.isReady())
        .forEach(each -> window.platform.restart(each.name()));
    window.clock.advance(FaultRun.OBSERVATION_WINDOW.plusSeconds(1));
    await().until(() -> button(robot, ".ledger-button").isPresent());

    var button = button(robot, ".ledger-button").orElseThrow();
    assertThat(button.getAccessibleText()).startsWith("Detection ledger of: Killed backend-");
    robot.interact(button::requestFocus);
    robot.type(KeyCode.SPACE);
    await().until(() -> isShown(robot, "#ledger"));
    var table = robot.lookup("#ledger-table").queryAs(TableView.class);
    await().until(table::isFocused);
    assertThat(table.getItems().size()).isEqualTo(Milestone.values().length);
    assertThat(robot.lookup("#kill").<Node>query().isDisabled()).isTrue();

    robot.type(KeyCode.ESCAPE);
    await().until(() -> !isShown(robot, "#ledger"));
    assertThat(robot.lookup("#kill").<Node>query().isDisabled()).isFalse();
  }
}
