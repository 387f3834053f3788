package switchboard.console.ui.fx;

import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Work under way; the words beside it say what is done. The style sheet shows a sign that stands
 * still in its place where the system says that movement disturbs.
 */
public final class Spinner extends StackPane {

  /**
   * A round one.
   *
   * @param size across, in pixels
   */
  public Spinner(double size) {
    getStyleClass().add("spinner-pane");
    setMinSize(size, size);
    setMaxSize(size, size);
    var moving = new ProgressIndicator();
    moving.setMinSize(size, size);
    moving.setMaxSize(size, size);
    var still = new FontIcon(Feather.LOADER);
    still.setIconSize((int) size);
    getChildren().addAll(moving, still);
  }
}
