package switchboard.console.ui;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import okhttp3.OkHttpClient;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import switchboard.console.ManualClock;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.load.FakeSimulator;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Instance;
import switchboard.console.platform.capability.Monitoring;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.SettingsFile;

/** The window over a platform in memory, and what a user's hands do there. */
final class MemoryWindow implements AutoCloseable {
  /**
   * More than there is of the toolkit's headless screen, which shows and takes clicks beyond it.
   */
  static final List<Rectangle2D> SCREENS = List.of(new Rectangle2D(0, 0, 1440, 900));

  final ManualClock clock = new ManualClock();
  final FakeSimulator simulator = new FakeSimulator();
  final FakePlatform platform = new FakePlatform(clock, simulator.address());
  final Session session;
  ConsoleApp app;

  /** Those that were opened in the browser. */
  final List<URI> pages = new CopyOnWriteArrayList<>();

  private LiveSettings settings;

  MemoryWindow() {
    session = new Session(platform, new OkHttpClient(), clock);
  }

  /** With what measures the whole engine. */
  MemoryWindow(Monitoring monitoring) {
    platform.monitorBy(monitoring);
    session = new Session(platform, new OkHttpClient(), clock);
  }

  void show(Stage stage, Path folder) {
    show(stage, folder, () -> {});
  }

  /**
   * @param closed called when the window has been closed
   */
  void show(Stage stage, Path folder, Runnable closed) {
    show(stage, SCREENS, folder, closed);
  }

  /**
   * @param screens that there are
   */
  void show(Stage stage, List<Rectangle2D> screens, Path folder, Runnable closed) {
    FakeSessions.start(session);
    var opened = session;
    settings = new LiveSettings(new SettingsFile(folder.resolve("settings.json")));
    app =
        new ConsoleApp(
            new FakeSessions(opened),
            opened,
            settings,
            new KeptRuns(folder.resolve("runs"), KeptRuns.MAX_BYTES),
            clock,
            pages::add);
    app.show(stage, screens, closed);
  }

  /** Returns once the cockpit can be used. */
  static void launch(FxRobot robot) {
    robot.clickOn("#launch");
    awaitCockpit(robot);
  }

  /** Its sliders have no thumbs before they are laid out, and its replicas come with a tick. */
  static void awaitCockpit(FxRobot robot) {
    await().until(() -> robot.lookup("#replicas .thumb").tryQuery().isPresent());
    await().until(() -> robot.lookup(".replica-card").tryQuery().isPresent());
    WaitForAsyncUtils.waitForFxEvents();
  }

  Instance.State state(String replica) {
    return platform.state().instance(replica).orElseThrow().state();
  }

  /** Presses the arrow key on a slider. */
  static void right(FxRobot robot, String slider) {
    robot.interact(() -> robot.lookup(slider).query().requestFocus());
    robot.type(KeyCode.RIGHT);
  }

  static void control(FxRobot robot, KeyCode key) {
    robot.press(KeyCode.CONTROL).type(key).release(KeyCode.CONTROL);
  }

  /** Presses the button of that text once it is there. */
  static void press(FxRobot robot, String text) {
    await().until(() -> button(robot, text).isPresent());
    robot.interact(() -> button(robot, text).orElseThrow().fire());
  }

  private static Optional<ButtonBase> button(FxRobot robot, String text) {
    return robot.lookup(node -> node instanceof ButtonBase).queryAllAs(ButtonBase.class).stream()
        .filter(each -> each.isVisible() && !each.isDisabled() && text.equals(each.getText()))
        .findFirst();
  }

  static void retype(FxRobot robot, String field, String text) {
    robot.interact(() -> robot.lookup(field).query().requestFocus());
    control(robot, KeyCode.A);
    robot.write(text);
  }

  static boolean isShown(FxRobot robot, String selector) {
    return robot.lookup(selector).tryQuery().filter(Node::isVisible).isPresent();
  }

  static void awaitText(FxRobot robot, Predicate<String> wanted) {
    await()
        .until(
            () ->
                robot.lookup(".label").queryAllAs(Labeled.class).stream()
                    .anyMatch(label -> label.isVisible() && wanted.test(label.getText())));
  }

  @Override
  public void close() {
    session.close();
    simulator.close();
    settings.flush();
  }
}
