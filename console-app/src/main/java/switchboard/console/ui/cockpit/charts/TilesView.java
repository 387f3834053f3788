package switchboard.console.ui.cockpit.charts;

import static switchboard.console.ui.fx.SmallNodes.label;

import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import switchboard.console.metrics.panel.Reading;
import switchboard.console.metrics.panel.Readings;
import switchboard.console.session.metrics.MetricsSnapshot;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.TabularText;

/** The figures of the whole system, in a row. */
public final class TilesView extends HBox {
  private final List<Tile> tiles =
      List.of(
          new Tile("Users online", Readings::usersOnline),
          new Tile("Requests", Readings::requests),
          new Tile("Deliveries", Readings::deliveries),
          new Tile("Latency p99", Readings::latencyP99),
          new Tile("Errors", Readings::errorShare),
          new Tile("Availability, 15 min", Readings::availability));

  public TilesView() {
    getStyleClass().add("tiles");
    getChildren().addAll(tiles);
  }

  public void show(MetricsSnapshot measured) {
    tiles.forEach(tile -> tile.show(measured));
  }

  private static final class Tile extends VBox {
    private final String title;
    private final Function<Readings, Reading> reading;
    private final TabularText number = new TabularText("tile-number");
    private final Label unit = label("", "tile-unit");

    Tile(String title, Function<Readings, Reading> reading) {
      this.title = title;
      this.reading = reading;
      getStyleClass().addAll("card", "tile");
      setAccessibleRole(AccessibleRole.TEXT);
      setPrefWidth(150);
      HBox.setHgrow(this, Priority.ALWAYS);
      var figure = new HBox(4, number, unit);
      figure.setAlignment(Pos.BASELINE_LEFT);
      var name = label(title, "tile-title");
      name.setMinWidth(USE_PREF_SIZE);
      getChildren().addAll(name, figure);
      show(Format.MISSING);
    }

    void show(MetricsSnapshot measured) {
      var wanted = reading.apply(measured.readings());
      var value = measured.values().value(wanted);
      show(value.isPresent() ? Format.figure(value.getAsDouble(), wanted.unit()) : Format.MISSING);
    }

    private void show(Format.Figure figure) {
      number.setText(figure.number());
      unit.setText(figure.unit());
      setAccessibleText(
          title + ": " + (figure.equals(Format.MISSING) ? "no data" : figure.toString()));
    }
  }
}
