package switchboard.console.ui.cockpit.charts;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;

import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import switchboard.console.ui.fx.Visibility;

/**
 * A chart's title, its newest figure, and how much replicas are throttled. Where all that does not
 * fit into one line, the figure gives way: the lines show it too.
 */
final class ChartHead extends HBox {
  private static final double GAP = 8;

  private final Label title;
  private final ChartMenu menu;
  private final Label newest = label("", "chart-newest");
  private final Label strain = label("", "chart-strain");

  /**
   * @param menu stands at the end
   */
  ChartHead(String title, ChartMenu menu) {
    super(GAP);
    this.title = label(title, "chart-title");
    setAlignment(Pos.BASELINE_LEFT);
    this.menu = menu;
    getChildren().addAll(this.title, spring(), newest, strain, menu);
    Visibility.set(strain, false);
  }

  /**
   * @param held "throttled 43 %"
   */
  void show(String figure, Optional<String> held) {
    newest.setText(held.isPresent() ? figure + " ·" : figure);
    strain.setText(held.orElse(""));
    Visibility.set(strain, held.isPresent());
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    var needed =
        Stream.of(title, newest, strain, menu).mapToDouble(each -> each.prefWidth(-1) + GAP).sum();
    var fits = needed <= getWidth();
    if (newest.isManaged() != fits) {
      Visibility.set(newest, fits);
    }
    super.layoutChildren();
  }
}
