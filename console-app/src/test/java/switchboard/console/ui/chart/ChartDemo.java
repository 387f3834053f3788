package switchboard.console.ui.chart;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.ui.fx.Palette;

/** Six charts in a window, to look at; "light" as the argument shows them in the light theme. */
public final class ChartDemo extends Application {
  public static void main(String[] arguments) {
    launch(ChartDemo.class, arguments);
  }

  @Override
  public void start(Stage stage) {
    boolean light = getParameters().getRaw().contains("light");
    setUserAgentStylesheet((light ? new PrimerLight() : new PrimerDark()).getUserAgentStylesheet());
    Palette palette = new Palette();
    palette.toneProperty().set(light ? Palette.Tone.LIGHT : Palette.Tone.DARK);
    GridPane grid = grid(charts(palette));
    grid.setStyle("-fx-background-color: -color-bg-inset; -fx-font-size: 13px;" + palette.style());
    stage.setTitle("Charts");
    stage.setScene(new Scene(grid, 1440, 900));
    stage.show();
  }

  static List<TimeSeriesChart> charts(Palette palette) {
    DemoData demo = new DemoData(Instant.ofEpochSecond(Instant.now().getEpochSecond()));
    TimeWindow window = new TimeWindow();
    List<TimeSeriesChart> charts = new ArrayList<>();
    for (PanelData data : demo.all()) {
      TimeSeriesChart chart = new TimeSeriesChart(data.panel(), palette, window);
      chart.setMarks(demo.marks());
      chart.show(data);
      chart.setHeat(data.panel().buckets().isPresent());
      charts.add(chart);
    }
    return charts;
  }

  static GridPane grid(List<TimeSeriesChart> charts) {
    GridPane grid = new GridPane(10, 10);
    grid.setPadding(new Insets(14));
    for (int i = 0; i < charts.size(); i++) {
      Label title = new Label(charts.get(i).panel().title());
      title.setStyle("-fx-font-weight: 700;");
      VBox card = new VBox(4, title, charts.get(i));
      card.setStyle(
          "-fx-background-color: -color-bg-default; -fx-background-radius: 10; -fx-border-color:"
              + " -color-border-muted; -fx-border-radius: 10; -fx-padding: 10 12 6 12;");
      VBox.setVgrow(charts.get(i), Priority.ALWAYS);
      grid.add(card, i % 3, i / 3);
    }
    for (int i = 0; i < 3; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / 3);
      grid.getColumnConstraints().add(column);
    }
    int rows = (charts.size() + 2) / 3;
    for (int i = 0; i < rows; i++) {
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(100.0 / rows);
      row.setVgrow(Priority.ALWAYS);
      grid.getRowConstraints().add(row);
    }
    return grid;
  }
}
