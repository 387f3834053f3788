package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.Labels.label;
import static switchboard.console.ui.fx.Labels.spring;

import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.ui.fx.Format;
import switchboard.console.ui.fx.TabularText;

/** The steps of an action, each with a sign of how it stands and the time it took. */
final class StepsView extends VBox {
  private final Steps steps;

  StepsView(Steps steps) {
    this.steps = steps;
    getStyleClass().add("steps");
    InvalidationListener changed = list -> refresh();
    steps.rows().addListener(changed);
    refresh();
  }

  private void refresh() {
    getChildren().setAll(steps.rows().stream().map(StepsView::row).toList());
  }

  private static Node row(Steps.Row row) {
    var step = row.step();
    var took = new TabularText("step-took");
    took.setText(row.took().isZero() ? "" : Format.duration(row.took()));
    var sign = new StackPane(sign(row));
    sign.setMinWidth(18);
    var line = new HBox(8, sign, label(step.name(), "step-name"));
    if (row.step().status() == switchboard.console.platform.Step.Status.FAILED) {
      line.getChildren().add(label(step.detail(), "step-failed"));
    }
    line.getChildren().addAll(spring(), took);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setAccessibleRole(AccessibleRole.TEXT);
    line.setAccessibleText(
        step.name()
            + switch (step.status()) {
              case RUNNING -> ", under way";
              case DONE -> ", done";
              case FAILED -> ", failed: " + step.detail();
            });
    return line;
  }

  private static Node sign(Steps.Row row) {
    return switch (row.step().status()) {
      case RUNNING -> {
        var spinner = new ProgressIndicator();
        spinner.setMinSize(14, 14);
        spinner.setMaxSize(14, 14);
        yield spinner;
      }
      case DONE -> icon(Feather.CHECK, "step-done");
      case FAILED -> icon(Feather.X, "step-failed");
    };
  }

  private static FontIcon icon(Feather feather, String styleClass) {
    var icon = new FontIcon(feather);
    icon.getStyleClass().add(styleClass);
    return icon;
  }
}
