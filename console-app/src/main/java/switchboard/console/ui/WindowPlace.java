package switchboard.console.ui;

import java.util.Optional;
import javafx.stage.Screen;
import javafx.stage.Stage;
import switchboard.console.settings.Place;

/** Where a window is, and how it gets there again. */
final class WindowPlace {
  /** So much of the title must be on a screen, or the window could not be moved. */
  private static final double GRIP_WIDTH = 120;

  private static final double GRIP_HEIGHT = 30;

  private WindowPlace() {}

  /** Empty for a window that is minimized: nobody wants it back like that. */
  static Optional<Place> of(Stage stage) {
    return stage.isIconified()
        ? Optional.empty()
        : Optional.of(
            new Place(
                stage.getX(),
                stage.getY(),
                stage.getWidth(),
                stage.getHeight(),
                stage.isMaximized()));
  }

  /** Size and, where there still is a screen for it, place. */
  static void restore(Stage stage, Place place) {
    stage.setWidth(Math.max(place.width(), stage.getMinWidth()));
    stage.setHeight(Math.max(place.height(), stage.getMinHeight()));
    if (!Screen.getScreensForRectangle(place.x(), place.y(), GRIP_WIDTH, GRIP_HEIGHT).isEmpty()) {
      stage.setX(place.x());
      stage.setY(place.y());
    }
    stage.setMaximized(place.maximized());
  }
}
