package switchboard.console.ui.cockpit.start;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Hints on what to do once the system runs. */
final class WelcomeHints extends HBox {
  private static final double STEP_WIDTH = 196;

  WelcomeHints() {
    super(16);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getStyleClass().add("tour");
    getChildren()
        .addAll(
            step(
                Feather.SLIDERS,
                "Slide",
                "replicas and users while they chat, and watch the load spread"),
            step(Feather.X, "Break", "a replica with ✕, and read what users noticed"),
            step(Feather.COMMAND, "Find", "everything else with Ctrl+K: a few letters are enough"));
  }

  private static Node step(Feather icon, String what, String words) {
    var text = wrapped(words, "hint");
    var step = new HBox(10, new FontIcon(icon), new VBox(2, label(what, "tour-title"), text));
    step.setPrefWidth(STEP_WIDTH);
    step.setMaxWidth(STEP_WIDTH);
    return step;
  }
}
