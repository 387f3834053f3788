package switchboard.console.ui.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Rectangle;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.Palette;

/** The colours of a heatmap, each with the rate up to which it stands. */
final class HeatLegend extends FlowPane {
  private final Palette palette;
  private final List<Rectangle> swatches = new ArrayList<>();
  private final List<Label> reaches = new ArrayList<>();

  HeatLegend(Palette palette) {
    super(8, 1);
    // As that of the series: it takes the whole width, and wraps when it must.
    setPrefWidth(Double.MAX_VALUE);
    this.palette = palette;
    getStyleClass().addAll("series-legend", "heat-legend");
    getChildren().add(new Label("per s, up to"));
    for (int level = 0; level < HeatScale.LEVELS; level++) {
      var swatch = new Rectangle(14, 9);
      swatch.getStyleClass().add("heat-swatch");
      var reach = new Label();
      swatches.add(swatch);
      reaches.add(reach);
      var item = new HBox(4, swatch, reach);
      item.setAlignment(Pos.CENTER_LEFT);
      getChildren().add(item);
    }
  }

  void show(HeatScale scale) {
    for (int level = 0; level < HeatScale.LEVELS; level++) {
      swatches.get(level).setFill(palette.heat(level, HeatScale.LEVELS));
      reaches.get(level).setText(text(scale.reach(level)));
    }
  }

  /** Two digits are enough: levels are far apart. */
  static String text(double reach) {
    return reach >= 10
        ? Format.whole(reach)
        : new BigDecimal(reach).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }
}
