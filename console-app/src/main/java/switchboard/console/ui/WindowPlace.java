package switchboard.console.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import switchboard.console.settings.WindowBounds;

/** Saves and restores the bounds of a window. */
final class WindowPlace {
  private WindowPlace() {}

  /** What windows may cover of each screen there is, the primary one first. */
  static List<Rectangle2D> screens() {
    var primary = Screen.getPrimary();
    return Screen.getScreens().stream()
        .sorted(Comparator.comparing(screen -> !screen.equals(primary)))
        .map(Screen::getVisualBounds)
        .toList();
  }

  /** Empty for a minimized window: it should not be restored like that. */
  static Optional<WindowBounds> of(Stage stage) {
    return stage.isIconified()
        ? Optional.empty()
        : Optional.of(
            new WindowBounds(
                stage.getX(),
                stage.getY(),
                stage.getWidth(),
                stage.getHeight(),
                stage.isMaximized()));
  }

  /** In the middle of a screen, of this size or as large as the screen. */
  static WindowBounds middle(double width, double height, Rectangle2D screen) {
    var x = screen.getMinX() + (screen.getWidth() - width) / 2;
    var y = screen.getMinY() + (screen.getHeight() - height) / 2;
    return fitted(new WindowBounds(x, y, width, height, false), List.of(screen));
  }

  /**
   * The nearest place that is wholly on a screen, no larger than it: the one that most of the
   * window was on, or the primary one when its own is gone.
   *
   * @param screens the primary one first
   */
  static WindowBounds fitted(WindowBounds wanted, List<Rectangle2D> screens) {
    var screen =
        screens.stream()
            .max(Comparator.comparingDouble(each -> shared(wanted, each)))
            .filter(each -> shared(wanted, each) > 0)
            .orElse(screens.getFirst());
    var width = Math.min(wanted.width(), screen.getWidth());
    var height = Math.min(wanted.height(), screen.getHeight());
    return new WindowBounds(
        Math.clamp(wanted.x(), screen.getMinX(), screen.getMaxX() - width),
        Math.clamp(wanted.y(), screen.getMinY(), screen.getMaxY() - height),
        width,
        height,
        wanted.maximized());
  }

  /** The area of a window that is on a screen. */
  private static double shared(WindowBounds place, Rectangle2D screen) {
    var width =
        Math.min(place.x() + place.width(), screen.getMaxX())
            - Math.max(place.x(), screen.getMinX());
    var height =
        Math.min(place.y() + place.height(), screen.getMaxY())
            - Math.max(place.y(), screen.getMinY());
    return Math.max(0, width) * Math.max(0, height);
  }

  static void move(Stage stage, WindowBounds place) {
    stage.setX(place.x());
    stage.setY(place.y());
    stage.setWidth(place.width());
    stage.setHeight(place.height());
    stage.setMaximized(place.maximized());
  }
}
