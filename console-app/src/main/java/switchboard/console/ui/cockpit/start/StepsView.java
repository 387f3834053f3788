package switchboard.console.ui.cockpit.start;

import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import switchboard.console.ui.operation.ProgressSteps;

/** The steps of an action, the newest in view however many there are. */
final class StepsView extends ScrollPane {
  /** Three rows: what is left of it in a low window. */
  private static final double MIN_HEIGHT = 72;

  private final ProgressSteps steps;
  private final VBox rows = new VBox();

  StepsView(ProgressSteps steps) {
    this.steps = steps;
    rows.getStyleClass().add("steps");
    setContent(rows);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    InvalidationListener changed = list -> refresh();
    steps.rows().addListener(changed);
    rows.heightProperty().subscribe(() -> setVvalue(getVmax()));
    refresh();
  }

  @Override
  protected double computeMinHeight(double width) {
    return Math.min(MIN_HEIGHT, prefHeight(width));
  }

  /** Rows that are there stay: a recreated spinner would restart. */
  private void refresh() {
    var wanted = steps.rows();
    var shown = rows.getChildren();
    if (shown.size() > wanted.size()) {
      shown.remove(wanted.size(), shown.size());
    } else {
      shown.addAll(Stream.generate(StepRow::new).limit(wanted.size() - shown.size()).toList());
    }
    for (int i = 0; i < wanted.size(); i++) {
      ((StepRow) shown.get(i)).show(wanted.get(i));
    }
  }
}
