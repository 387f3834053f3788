package switchboard.console.ui;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import switchboard.console.session.Session;
import switchboard.console.ui.cockpit.CockpitModel;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.fx.Newest;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.shell.Notices;
import switchboard.console.ui.shell.ShellView;
import switchboard.console.ui.shell.Theme;

/** The window, from its opening to its closing. */
public final class ConsoleApp {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;
  private static final double LEAST_WIDTH = 1100;
  private static final double LEAST_HEIGHT = 700;
  private static final int[] ICONS = {16, 32, 48, 64, 128, 256};

  private final Session session;
  private final CockpitModel model;
  private final Notices notices = new Notices();
  private final Background background = Background.ofToolkit();
  private final Palette palette = new Palette();

  ConsoleApp(Session session, switchboard.console.platform.Platform platform, Clock clock) {
    this.session = session;
    model =
        new CockpitModel(
            session, platform, background, clock, RandomGenerator.getDefault(), notices);
  }

  /**
   * Opens the window and returns when it has been closed, with the system stopped. Once per
   * process: JavaFX does not start twice.
   *
   * @param session started; whoever opened it closes it
   */
  public static void open(Session session, switchboard.console.platform.Platform platform)
      throws InterruptedException {
    var closed = new CountDownLatch(1);
    Platform.startup(
        () -> {
          var stage = new Stage();
          new ConsoleApp(session, platform, Clock.systemUTC()).show(stage, closed::countDown);
        });
    closed.await();
    Platform.exit();
  }

  /**
   * Fills a window and shows it.
   *
   * @param closed called once the window has been closed and the system stopped
   */
  void show(Stage stage, Runnable closed) {
    session.listen(new Newest<>(background, model::show));
    var theme = new Theme(palette);
    var shell = new ShellView(model, notices, theme, palette);
    var scene = new Scene(shell, WIDTH, HEIGHT);
    theme.dress(scene);
    shell.bindKeys(scene);
    stage.setTitle("Switchboard");
    stage.getIcons().setAll(icons());
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    stage.setScene(scene);
    stage.setOnCloseRequest(
        request -> {
          // The window stays and shows the progress until nothing of the system is left.
          request.consume();
          model.close(
              () -> {
                stage.hide();
                closed.run();
              });
        });
    stage.show();
  }

  private static List<Image> icons() {
    return java.util.Arrays.stream(ICONS)
        .mapToObj(size -> "icons/switchboard-" + size + ".png")
        .map(ConsoleApp.class::getResource)
        .map(icon -> new Image(Objects.requireNonNull(icon).toExternalForm()))
        .toList();
  }
}
