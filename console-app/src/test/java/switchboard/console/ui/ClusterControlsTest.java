package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.awaitText;
import static switchboard.console.ui.MemoryWindow.isShown;
import static switchboard.console.ui.MemoryWindow.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.Failure;
import switchboard.console.metrics.FakePrometheus;
import switchboard.console.platform.FakeMonitoring;
import switchboard.console.platform.capability.Monitoring.Origin;
import switchboard.console.ui.fx.TabularText;

/** The switch of the cluster's monitoring works, and gives the reason when it cannot. */
@ExtendWith(WindowExtension.class)
class ClusterControlsTest {
  @TempDir Path folder;
  private final FakePrometheus prometheus = new FakePrometheus(0);
  private final FakeMonitoring monitoring = new FakeMonitoring(Origin.NONE, prometheus.address());
  private final MemoryWindow window = new MemoryWindow(monitoring);

  @Start
  void start(Stage stage) {
    window.show(stage, folder);
  }

  @AfterEach
  void close() {
    window.close();
    prometheus.close();
  }

  @Test
  void stackIsInstalledShownAndRemovedEachAfterAQuestion(FxRobot robot) {
    prometheus.say("container_cpu_usage_seconds_total", 1.5);
    launch(robot);
    assertThat(isShown(robot, "#remove-stack")).isFalse();

    tick(robot);
    assertThat(isTicked(robot)).isFalse();
    robot.clickOn("#prompt-yes");
    await().until(() -> isTicked(robot));
    awaitText(robot, "The console now reads kube-prometheus-stack."::equals);
    assertThat(figures(robot)).containsExactly("1.50 cores", "–", "–", "–");
    awaitText(robot, "It has no metrics of kube-state-metrics yet."::equals);

    space(robot, "#remove-stack");
    robot.clickOn("#prompt-yes");
    await().until(() -> !isShown(robot, "#remove-stack"));
    assertThat(isTicked(robot)).isFalse();
    assertThat(figures(robot)).isEmpty();
    assertThat(monitoring.done()).containsExactly("install", "remove");
  }

  @Test
  void nothingCanBeSwitchedMeanwhileAndTheInstallationIsCancelled(FxRobot robot) {
    monitoring.hold(new CountDownLatch(1));
    launch(robot);
    tick(robot);
    robot.clickOn("#prompt-yes");
    awaitText(robot, text -> text.endsWith("1 of 2 pods are ready"));
    assertThat(robot.lookup(".working-words").queryAllAs(Label.class))
        .filteredOn(each -> each.getText().endsWith("1 of 2 pods are ready"))
        .hasSize(1)
        .noneMatch(Labeled::isTextTruncated);
    assertThat(robot.lookup("#use-stack").query().isDisabled()).isTrue();

    robot.interact(() -> cancel(robot).fire());
    await().until(() -> !robot.lookup("#use-stack").query().isDisabled());
    assertThat(isTicked(robot)).isFalse();
    assertThat(isShown(robot, "#notice")).isFalse();
    assertThat(monitoring.done()).isEmpty();
  }

  private static Button cancel(FxRobot robot) {
    return robot
        .lookup((Button each) -> "Cancel the current operation".equals(each.getAccessibleText()))
        .query();
  }

  @Test
  void failureIsANoticeAndTheSwitchStaysAsItWas(FxRobot robot) {
    monitoring.fail(new Failure("Installing it", "the cluster is gone", "Wait."));
    launch(robot);
    tick(robot);
    robot.clickOn("#prompt-yes");

    awaitText(robot, "Installing it failed: the cluster is gone. Wait."::equals);
    assertThat(isTicked(robot)).isFalse();
    assertThat(robot.lookup("#use-stack").query().isDisabled()).isFalse();
  }

  @Test
  void whatIsInTheWayIsSaidWhereTheSwitchIs(FxRobot robot) {
    monitoring.bar("helm is not installed.");
    launch(robot);

    awaitText(robot, "helm is not installed."::equals);
    assertThat(robot.lookup("#use-stack").query().isDisabled()).isTrue();
    // It fades with its label: twice, its state would be invisible.
    assertThat(robot.lookup("#use-stack .box").query().getOpacity()).isEqualTo(1);
  }

  private static void tick(FxRobot robot) {
    await().until(() -> !robot.lookup("#use-stack").query().isDisabled());
    space(robot, "#use-stack");
    await().until(() -> isShown(robot, "#prompt-yes"));
  }

  private static void space(FxRobot robot, String control) {
    robot.interact(() -> robot.lookup(control).query().requestFocus());
    robot.type(KeyCode.SPACE);
  }

  private static boolean isTicked(FxRobot robot) {
    return robot.lookup("#use-stack").queryAs(CheckBox.class).isSelected();
  }

  private static List<String> figures(FxRobot robot) {
    return robot.lookup((TabularText each) -> isFigure(each)).queryAllAs(TabularText.class).stream()
        .map(TabularText::getText)
        .toList();
  }

  private static boolean isFigure(Node value) {
    return value.getParent().getParent().getStyleClass().contains("cluster-lines");
  }
}
