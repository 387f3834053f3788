package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.ui.MemoryWindow.launch;
import static switchboard.console.ui.MemoryWindow.retype;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.settings.SettingsFile;

/** The window as a user meets it, over a platform in memory. */
@ExtendWith(WindowExtension.class)
class ConsoleAppTest {
  @TempDir Path folder;
  private final MemoryWindow window = new MemoryWindow();
  private final ManualClock clock = window.clock;
  private final FakePlatform platform = window.platform;
  private final AtomicInteger closed = new AtomicInteger();
  private Stage stage;

  @Start
  void start(Stage primary) {
    stage = primary;
    window.show(primary, folder, closed::incrementAndGet);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void windowHasItsOwnFontsInWhateverFolderItIs(FxRobot robot) {
    assertThat(Font.getFamilies()).contains("Inter", "JetBrains Mono");
  }

  @Test
  void launchScaleKillAndVerdict(FxRobot robot) {
    launch(robot);

    robot.drag("#replicas .thumb").dropBy(55, 0);
    await().until(() -> platform.state().backends().size() == 5);
    awaitText(robot, "backend-5");

    robot.clickOn("#kill");
    MemoryWindow.awaitText(
        robot, text -> text.matches("Killed backend-\\d · judging\u00a0…\u00a0\\d\u00a0s"));
    var killed =
        platform.state().backends().stream()
            .filter(each -> !each.isReady())
            .findFirst()
            .orElseThrow();
    MemoryWindow.awaitText(robot, text -> text.startsWith("killed (SIGKILL) at "));
    platform.restart(killed.name());
    clock.advance(FaultRun.OBSERVATION_WINDOW.plusSeconds(1));
    awaitText(robot, "Killed " + killed.name() + " · passed");
  }

  @Test
  void replicaThatComesAgainHasItsCardAgain(FxRobot robot) {
    launch(robot);
    var cards = cards(robot);
    platform.scale(1, step -> {});
    await().until(() -> cards(robot).size() == 1);
    platform.scale(3, step -> {});
    await().until(() -> cards(robot).size() == 3);

    assertThat(cards(robot)).isEqualTo(cards);
  }

  private static Set<Node> cards(FxRobot robot) {
    return robot.lookup(".replica-card").queryAll();
  }

  @Test
  void sliderCanBeMovedByKeys(FxRobot robot) {
    launch(robot);
    robot.interact(() -> robot.lookup("#replicas").query().requestFocus());
    robot.type(KeyCode.LEFT);
    await().until(() -> platform.state().backends().size() == 2);
  }

  @Test
  void limitsAreChosenAndApplied(FxRobot robot) {
    launch(robot);
    robot.interact(() -> robot.lookup("#limit-cpu").query().requestFocus());
    robot.type(KeyCode.LEFT);
    robot.interact(() -> robot.lookup("#limit-memory").query().requestFocus());
    robot.type(KeyCode.RIGHT);
    clickWhenPossible(robot, "#apply-limits", "Apply to 3 replicas");
    await().until(() -> limited(new Limits(0.75, 320L << 20)));

    platform.failChanges(new Failure("Limiting", "the engine is gone", "Start it."));
    robot.interact(() -> robot.lookup("#limit-cpu").query().requestFocus());
    robot.type(KeyCode.LEFT);
    clickWhenPossible(robot, "#apply-limits", "Apply to 3 replicas");
    awaitText(robot, "Limiting failed: the engine is gone. Start it.");
    clickWhenPossible(robot, "#reset-limits", "Reset");
    assertThat(robot.lookup("#apply-limits").query().isDisabled()).isTrue();
  }

  @Test
  void oneReplicaIsFrozenStoppedAndStarted(FxRobot robot) {
    launch(robot);
    robot.interact(
        () -> robot.lookup("#target").queryAs(ComboBox.class).getSelectionModel().select(2));
    robot.clickOn("#freeze");
    awaitText(robot, "Frozen");
    clickWhenPossible(robot, ".card-button", "Unfreeze");
    await().until(() -> state("backend-2") == Instance.State.READY);
    robot.clickOn("#more-faults");
    robot.clickOn("#kind-stop").clickOn("#target-backend-2");
    clickWhenPossible(robot, "#inject", "Stop backend-2");
    await().until(() -> state("backend-2") == Instance.State.STOPPED);
    robot.type(KeyCode.F1);
    clickWhenPossible(robot, ".card-button", "Start");
    await().until(() -> state("backend-2") == Instance.State.READY);
  }

  @Test
  void cockpitShowsAllOfItsControlsAndTheVerdictWithoutScrolling(FxRobot robot) {
    launch(robot);
    robot.clickOn("#kill");
    await().until(() -> platform.state().backends().stream().anyMatch(each -> !each.isReady()));
    platform.state().backends().stream()
        .filter(each -> !each.isReady())
        .forEach(each -> platform.restart(each.name()));
    clock.advance(FaultRun.OBSERVATION_WINDOW.plusSeconds(1));
    MemoryWindow.awaitText(robot, text -> text.endsWith("passed"));
    robot.interact(
        () -> {
          stage.setWidth(1440);
          stage.setHeight(900);
        });
    WaitForAsyncUtils.waitForFxEvents();

    var panel = robot.lookup(".control-scroll").queryAs(ScrollPane.class);
    assertThat(panel.getContent().getLayoutBounds().getHeight())
        .isLessThanOrEqualTo(panel.getViewportBounds().getHeight());
  }

  @Test
  void faultIsPutTogetherInjectedAndJudgedOnItsScreen(FxRobot robot) {
    launch(robot);
    robot.type(KeyCode.F2);
    robot.clickOn("#kind-slow").clickOn("#target-backend-2").clickOn("#target-backend-3");
    MemoryWindow.right(robot, "#amount-delay");
    clickWhenPossible(robot, "#inject", "Slow backend-2 and backend-3");
    await().until(() -> slowed("backend-2") && slowed("backend-3"));
    MemoryWindow.awaitText(
        robot, text -> text.startsWith("Running · Slowed backend-2 by 210ms for 10s"));

    platform.endBackendFaults("backend-2");
    platform.endBackendFaults("backend-3");
    clock.advance(FaultKind.DEFAULT_DURATION.plusSeconds(1));
    MemoryWindow.awaitText(robot, text -> text.startsWith("Recovered · Slowed backend-2"));
    clock.advance(FaultRun.OBSERVATION_WINDOW.plusSeconds(1));
    awaitText(robot, "2 of this launch");
    MemoryWindow.awaitText(robot, text -> text.startsWith("Slowed backend-3 by 210ms"));
  }

  private boolean slowed(String replica) {
    return platform.active(replica).toOptional().orElseThrow().contains("slow");
  }

  @Test
  void everythingIsFoundByTyping(FxRobot robot) {
    launch(robot);
    robot.press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
    robot.write("kill b2").type(KeyCode.ENTER);
    await().until(() -> state("backend-2") == Instance.State.RESTARTING);
    assertThat(robot.lookup("#commands").query().isVisible()).isFalse();

    robot.clickOn("#run-command").type(KeyCode.ENTER);
    assertThat(robot.lookup("#commands").query().isVisible()).as("nothing was chosen").isTrue();
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.K);
    robot.release(KeyCode.SHIFT, KeyCode.CONTROL);
    assertThat(platform.state().backends()).filteredOn(Instance::isReady).hasSize(2);
    robot.type(KeyCode.ESCAPE);

    robot.clickOn("#run-command").write("scale 5").type(KeyCode.ENTER);
    await().until(() -> platform.state().backends().size() == 5);

    robot.clickOn("#run-command").write("scale 11").type(KeyCode.ENTER);
    assertThat(robot.lookup("#commands").query().isVisible()).isTrue();
    robot.type(KeyCode.ESCAPE);
    assertThat(robot.lookup("#commands").query().isVisible()).isFalse();
  }

  @Test
  void logsAreFilteredAndReachedFromReplicasAndEvents(FxRobot robot) {
    launch(robot);
    platform.print(new LogLine(clock.instant(), "backend-1", "from one"));
    platform.print(new LogLine(clock.instant(), "backend-2", "from two"));
    clock.advance(Duration.ofSeconds(1));

    robot.type(KeyCode.F3);
    await().until(() -> logged(robot).containsAll(List.of("from one", "from two")));
    robot.type(KeyCode.F1);
    robot.clickOn("#logs-of-backend-2");
    await().until(() -> logged(robot).equals(List.of("from two")));

    robot.type(KeyCode.F1);
    robot.interact(() -> robot.lookup(".timeline-dot").queryAs(Button.class).fire());
    await().until(() -> robot.lookup("#log-lines").tryQuery().isPresent());
    assertThat(robot.lookup("#log-follow").queryAs(ToggleButton.class).isSelected()).isFalse();

    robot.doubleClickOn(".log-event");
    assertThat(robot.lookup("#pause").queryAs(Button.class).getText()).isEqualTo("Back to live");
  }

  @Test
  void themeAndPortsAreChosenAndKept(FxRobot robot) throws IOException {
    robot.type(KeyCode.F4);
    robot.interact(
        () -> robot.lookup("#setting-look").queryAs(ComboBox.class).getSelectionModel().select(2));
    assertThat(stage.getScene().getStylesheets()).anyMatch(sheet -> sheet.endsWith("light.css"));

    retype(robot, "#setting-gateway", "80");
    MemoryWindow.awaitText(
        robot, text -> text.startsWith("The chat port is 80; expected 1024 to 65535"));
    retype(robot, "#setting-gateway", "6173");
    await().until(() -> !robot.lookup("#setting-mistake").query().isVisible());
    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(folder.resolve("settings.json")))
                    .contains("\"LIGHT\"", "6173"));
  }

  @Test
  void failedLaunchSaysWhatToDo(FxRobot robot) {
    platform.failLaunches(
        new Failure("Launching", "port 5173 is taken", "End what uses it.", "the last lines"));
    robot.clickOn("#launch");
    awaitText(robot, "Launching: port 5173 is taken.");
    awaitText(robot, "End what uses it.");
  }

  @Test
  void nothingIsCutAtTheSmallestSize(FxRobot robot) {
    launch(robot);
    robot.interact(
        () -> {
          stage.setWidth(1100);
          stage.setHeight(700);
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertNothingIsCut(robot);
    for (var id : new String[] {"#main", "#replicas", "#users", "#messages", "#target", "#kill"}) {
      Node control = robot.lookup(id).query();
      var bounds = control.localToScene(control.getBoundsInLocal());
      assertThat(bounds.getMaxX()).as(id).isLessThanOrEqualTo(stage.getScene().getWidth());
      assertThat(bounds.getMaxY()).as(id).isLessThanOrEqualTo(stage.getScene().getHeight());
    }
  }

  @Test
  void faultsScreenIsWholeAtTheSmallestSize(FxRobot robot) {
    launch(robot);
    robot.type(KeyCode.F2);
    robot.interact(
        () -> {
          stage.setWidth(1100);
          stage.setHeight(700);
        });
    for (var kind : FaultKind.all()) {
      robot.clickOn("#kind-" + kind.name());
      WaitForAsyncUtils.waitForFxEvents();
      assertNothingIsCut(robot);
      var inject = robot.lookup("#inject").query();
      var bounds = inject.localToScene(inject.getBoundsInLocal());
      assertThat(bounds.getMaxX()).isLessThanOrEqualTo(stage.getScene().getWidth());
      assertThat(bounds.getMaxY()).isLessThanOrEqualTo(stage.getScene().getHeight());
    }
  }

  private static void assertNothingIsCut(FxRobot robot) {
    assertThat(robot.lookup(".label").queryAllAs(Labeled.class))
        .filteredOn(ConsoleAppTest::isOnScreen)
        .allSatisfy(label -> assertThat(shown(label)).isEqualTo(label.getText()));
  }

  @Test
  void closingTheWindowStopsTheSystemAndKeepsItsPlace(FxRobot robot) {
    launch(robot);
    robot.interact(() -> stage.setWidth(1234));
    Platform.runLater(
        () -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    await().until(() -> closed.get() == 1);
    assertThat(platform.state().instances()).isEmpty();
    assertThat(new SettingsFile(folder.resolve("settings.json")).load().settings().place())
        .hasValueSatisfying(place -> assertThat(place.width()).isEqualTo(1234));
  }

  private boolean limited(Limits limits) {
    return platform.state().backends().stream()
        .allMatch(each -> each.limits().equals(Optional.of(limits)));
  }

  private Instance.State state(String replica) {
    return platform.state().instance(replica).orElseThrow().state();
  }

  private static void clickWhenPossible(FxRobot robot, String selector, String text) {
    await().until(() -> button(robot, selector, text).isPresent());
    robot.clickOn(button(robot, selector, text).orElseThrow());
  }

  private static Optional<Button> button(FxRobot robot, String selector, String text) {
    return robot.lookup(selector).queryAllAs(Button.class).stream()
        .filter(each -> each.isVisible() && !each.isDisabled() && each.getText().equals(text))
        .findFirst();
  }

  /** What is in something invisible is not laid out. */
  private static boolean isOnScreen(Node node) {
    return node.getScene() != null
        && Stream.iterate(node, each -> each != null, Node::getParent).allMatch(Node::isVisible);
  }

  /** A label's text as it is drawn: with an ellipsis where it is cut. */
  private static String shown(Labeled label) {
    return label.lookup(".text") instanceof Text text ? text.getText() : "";
  }

  private static List<String> logged(FxRobot robot) {
    return robot.lookup(".log-text").queryAllAs(Text.class).stream().map(Text::getText).toList();
  }

  private static void awaitText(FxRobot robot, String wanted) {
    MemoryWindow.awaitText(robot, wanted::equals);
  }
}
