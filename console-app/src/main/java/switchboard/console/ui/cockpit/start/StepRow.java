package switchboard.console.ui.cockpit.start;

import static switchboard.console.ui.fx.SmallNodes.label;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.platform.Step;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.Spinner;
import switchboard.console.ui.fx.TabularText;
import switchboard.console.ui.operation.ProgressSteps;

/** One step: a sign of how it stands, its name, what it is at, and the time it took. */
final class StepRow extends HBox {
  private static final double SIGN_WIDTH = 18;

  /** Room for "59.9 s" and "12 min", so that the detail beside it keeps its place. */
  private static final double TIME_WIDTH = 52;

  private final StackPane sign = new StackPane();
  private final Label name = label("", "step-name");
  private final Label detail = label("");
  private final TabularText took = new TabularText("step-took");
  private final Tooltip all = new Tooltip();
  private Step.Status status;

  StepRow() {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    setAccessibleRole(AccessibleRole.TEXT);
    sign.setMinWidth(SIGN_WIDTH);
    name.setMinWidth(USE_PREF_SIZE);
    // Takes what is left, and asks for nothing: its length must not move anything.
    detail.setMinWidth(0);
    detail.setPrefWidth(0);
    detail.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(detail, Priority.ALWAYS);
    all.setWrapText(true);
    all.setMaxWidth(560);
    var time = new HBox(took);
    time.setAlignment(Pos.CENTER_RIGHT);
    time.setMinWidth(TIME_WIDTH);
    getChildren().addAll(sign, name, detail, time);
  }

  void show(ProgressSteps.Row row) {
    var step = row.step();
    if (step.status() != status) {
      status = step.status();
      sign.getChildren().setAll(sign(status));
      detail
          .getStyleClass()
          .setAll("label", status == Step.Status.FAILED ? "step-failed" : "step-detail");
    }
    name.setText(step.name());
    detail.setText(status == Step.Status.DONE ? "" : step.detail());
    all.setText(detail.getText());
    detail.setTooltip(detail.getText().isEmpty() ? null : all);
    took.setText(row.took().isZero() ? "" : Format.duration(row.took()));
    setAccessibleText(
        step.name()
            + switch (status) {
              case RUNNING ->
                  ", in progress" + (step.detail().isEmpty() ? "" : ": " + step.detail());
              case DONE -> ", done";
              case FAILED -> ", failed: " + step.detail();
            });
  }

  private static javafx.scene.Node sign(Step.Status status) {
    return switch (status) {
      case RUNNING -> new Spinner(14);
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
