package switchboard.console.ui.cockpit.charts;

import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.text.Unit;
import switchboard.console.ui.chart.TimeSeriesChart;
import switchboard.console.ui.fx.CopyButton;
import switchboard.console.ui.fx.Png;
import switchboard.console.ui.fx.SaveDialog;

/** The menu of a chart: copy, save, change its scale. */
final class ChartMenu extends MenuButton {
  private static final double PIXELS_PER_POINT = 2;

  private final Node card;
  private final TimeSeriesChart chart;
  private final SaveDialog saves;

  /**
   * @param card what a picture shows
   */
  ChartMenu(Node card, TimeSeriesChart chart, SaveDialog saves) {
    super("", new FontIcon(Feather.MORE_HORIZONTAL));
    this.card = card;
    this.chart = chart;
    this.saves = saves;
    var title = chart.panel().title();
    setId("chart-menu-" + chart.panel().id());
    getStyleClass().addAll("flat", "button-icon", "no-arrow", "chart-menu");
    setAccessibleText("Menu of the chart " + title);
    setTooltip(new Tooltip("Copy or save"));
    if (chart.panel().unit() == Unit.SECONDS) {
      var logarithmic = new CheckMenuItem("Logarithmic scale");
      logarithmic.selectedProperty().subscribe(chart::setLogarithmic);
      getItems().add(logarithmic);
      if (chart.panel().buckets().isPresent()) {
        var heat = new CheckMenuItem("All requests as a heatmap");
        heat.setId("chart-heat-" + chart.panel().id());
        heat.selectedProperty().subscribe(chart::setHeat);
        logarithmic.disableProperty().bind(heat.selectedProperty());
        getItems().add(heat);
      }
      getItems().add(new SeparatorMenuItem());
    }
    getItems()
        .addAll(
            item("Copy picture", this::copyPicture),
            item("Copy values", this::copyValues),
            new SeparatorMenuItem(),
            item("Save as PNG…", this::savePicture),
            item("Save as SVG…", () -> saveText("svg", TimeSeriesChart::svg)),
            item("Save values as CSV…", () -> saveText("csv", TimeSeriesChart::csv)));
  }

  private static MenuItem item(String text, Runnable action) {
    var item = new MenuItem(text);
    item.setOnAction(chosen -> action.run());
    return item;
  }

  private void copyPicture() {
    var content = new ClipboardContent();
    content.putImage(picture());
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void copyValues() {
    chart.csv().ifPresent(CopyButton::copy);
  }

  private void savePicture() {
    var seen = picture();
    save("png", file -> Png.write(seen, file));
  }

  private void save(String ending, SaveDialog.Content content) {
    saves.save(
        getScene().getWindow(),
        "Saving the chart " + chart.panel().title(),
        chart.panel().id() + "." + ending,
        content);
  }

  private void saveText(String ending, Function<TimeSeriesChart, Optional<String>> toText) {
    // What is seen now, and not when the dialog is closed.
    toText.apply(chart).ifPresent(text -> save(ending, file -> Files.writeString(file, text)));
  }

  private Image picture() {
    var parameters = new SnapshotParameters();
    parameters.setTransform(Transform.scale(PIXELS_PER_POINT, PIXELS_PER_POINT));
    parameters.setFill(Color.TRANSPARENT);
    return card.snapshot(parameters, null);
  }
}
