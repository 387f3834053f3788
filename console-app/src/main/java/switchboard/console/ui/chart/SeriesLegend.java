package switchboard.console.ui.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.shape.Rectangle;
import switchboard.console.ui.fx.Palette;

/**
 * Names with their colours, wrapping; a click, or space on the focused one, hides or shows the
 * series.
 */
final class SeriesLegend extends FlowPane {
  private final Palette palette;
  private final Runnable changed;
  private final Set<String> hidden = new HashSet<>();
  private List<String> names = List.of();

  SeriesLegend(Palette palette, Runnable changed) {
    super(4, 0);
    // The superclass would otherwise centre it; this way it takes the whole width, and wraps when
    // it must.
    setPrefWidth(Double.MAX_VALUE);
    this.palette = palette;
    this.changed = changed;
    getStyleClass().add("series-legend");
  }

  boolean hides(String name) {
    return hidden.contains(name);
  }

  /** Cheap when the names are as before. */
  void show(List<String> newNames) {
    if (!newNames.equals(names)) {
      names = List.copyOf(newNames);
      getChildren().setAll(names.stream().map(this::item).toList());
    }
  }

  /** After a change of the theme. */
  void recolor() {
    getChildren().setAll(names.stream().map(this::item).toList());
  }

  private ToggleButton item(String name) {
    ToggleButton item = new ToggleButton(name, new Rectangle(10, 3, palette.series(name)));
    item.getStyleClass().setAll("series-legend-item");
    item.setSelected(!hidden.contains(name));
    item.setAccessibleText(name + ", shown or hidden on this chart");
    item.selectedProperty()
        .addListener(
            (_, _, shown) -> {
              if (shown) {
                hidden.remove(name);
              } else {
                hidden.add(name);
              }
              changed.run();
            });
    return item;
  }
}
