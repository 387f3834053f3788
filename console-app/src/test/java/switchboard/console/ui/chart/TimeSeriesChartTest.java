package switchboard.console.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.PanelStatus;
import switchboard.console.plot.TimeRange;
import switchboard.console.ui.WindowExtension;
import switchboard.console.ui.fx.Palette;

@ExtendWith(WindowExtension.class)
class TimeSeriesChartTest {
  private final DemoData demo = new DemoData(Instant.parse("2026-01-01T12:00:00Z"));
  private final Palette palette = new Palette();
  private final TimeWindow window = new TimeWindow();
  private TimeSeriesChart first;
  private TimeSeriesChart second;

  @Start
  void start(Stage stage) {
    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    first =
        chart(
            demo.data(
                DemoData.PANELS.requests(),
                Optional.empty(),
                DemoData.line("backend-1", _ -> 500),
                DemoData.line("backend-2", i -> i < 450 ? Double.NaN : 250)));
    second =
        chart(
            demo.data(
                DemoData.PANELS.cpu(),
                Optional.of(DemoData.line("limit", _ -> 0.5)),
                DemoData.line("backend-1", _ -> 0.25)));
    stage.setScene(new Scene(new VBox(first, second), 600, 600));
    stage.show();
  }

  @Test
  void heatmapTakesThePlaceOfTheLinesAndNamesWhatCame(FxRobot robot) {
    TimeSeriesChart chart = new TimeSeriesChart(DemoData.PANELS.latency(), palette, window);
    chart.show(demo.latency());
    robot.interact(
        () -> {
          ((VBox) first.getParent()).getChildren().set(1, chart);
          chart.setHeat(true);
        });
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(chart.lookup(".heat-legend")).isNotNull();
    assertThat(chart.lookup(".series-legend-item")).isNull();
    assertThat(chart.csv().orElseThrow()).contains("5.0 – 10 ms (1/s)");
    robot.interact(() -> window.lookAt(demo.at(670)));
    assertThat(robot.from(chart).lookup(".chart-readout .label").queryAllAs(Label.class))
        .extracting(Label::getText)
        .contains("500 ms – 1.0 s");

    // Not by the window, which is every test's, and which some let be no narrower than the console.
    robot.interact(() -> chart.setMaxWidth(300));
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> window.lookAt(demo.at(671)));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.from(chart).lookup(".chart-readout-value").queryAllAs(Label.class))
        .as("as many as fit into one column")
        .filteredOn(Label::isVisible)
        .hasSize(6);

    robot.interact(() -> chart.setHeat(false));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(chart.lookup(".series-legend-item")).isNotNull();
  }

  @Test
  void seriesIsDrawnInItsColourAndNotInItsGap(FxRobot robot) {
    Color teal = palette.series("backend-2");
    WritableImage plot = plotOf(robot, first);
    assertThat(columnsWith(plot, palette.series("backend-1")))
        .isGreaterThan((int) plot.getWidth() - 5);
    assertThat(columnsWith(plot, teal))
        .isBetween((int) plot.getWidth() / 2 - 5, (int) plot.getWidth() / 2 + 5);
    assertThat(hasInColumn(plot, 10, teal)).isFalse();
    assertThat(hasInColumn(plot, (int) plot.getWidth() - 10, teal)).isTrue();
  }

  @Test
  void limitIsDashedAndLabelled(FxRobot robot) {
    WritableImage plot = plotOf(robot, second);
    assertThat(columnsWith(plot, palette.limit()))
        .isBetween((int) (plot.getWidth() * 0.4), (int) (plot.getWidth() * 0.8));
    assertThat(label(second, ".chart-limit-label")).isEqualTo("limit 0.50");
  }

  @Test
  void strainIsAStripAtTheBottomWhereItIsNotable(FxRobot robot) {
    showStrain(robot, i -> i < 300 ? 43 : i < 600 ? 0.5 : Double.NaN);
    WritableImage plot = plotOf(robot, second);
    int bottom = (int) plot.getHeight() - 2;
    int width = (int) plot.getWidth();
    assertThat(hasHue(plot.getPixelReader().getColor(width / 6, bottom), palette.limit())).isTrue();
    assertThat(hasHue(plot.getPixelReader().getColor(width / 2, bottom), palette.limit()))
        .isFalse();
    assertThat(hasHue(plot.getPixelReader().getColor(width * 5 / 6, bottom), palette.limit()))
        .isFalse();
  }

  @Test
  void crosshairNamesTheStrainThere(FxRobot robot) {
    showStrain(robot, i -> i < 450 ? 43 : 0);
    robot.interact(() -> window.lookAt(demo.at(200)));
    assertThat(readout(second)).contains("throttled", "43 %");
    robot.interact(() -> window.lookAt(demo.at(700)));
    assertThat(readout(second)).contains("backend-1").doesNotContain("throttled");
  }

  @Test
  void accessibleTextHasTheLatestStrain(FxRobot robot) {
    showStrain(robot, i -> 43);
    assertThat(second.getAccessibleText()).endsWith("; throttled 43 %");
    showStrain(robot, i -> 0.5);
    assertThat(second.getAccessibleText()).endsWith("; limit 0.50 cores");
  }

  private void showStrain(FxRobot robot, IntToDoubleFunction strain) {
    PanelData data =
        demo.strained(
            DemoData.PANELS.cpu(),
            Optional.of(DemoData.line("limit", _ -> 0.5)),
            Optional.of(DemoData.line("strain", strain)),
            DemoData.line("backend-1", _ -> 0.25));
    robot.interact(() -> second.show(data));
  }

  @Test
  void hoverOnOneChartShowsTheInstantAndItsValuesOnBoth(FxRobot robot) {
    robot.moveTo(plot(first));
    assertThat(texts(robot, first)).contains("500 /s", "250 /s");
    assertThat(texts(robot, second)).contains("0.25 cores");
    Instant middle = demo.at(450);
    assertThat(Duration.between(middle, window.crosshairProperty().get().orElseThrow()).abs())
        .isLessThan(Duration.ofSeconds(5));

    robot.moveTo(second.lookup(".series-legend"));
    assertThat(window.crosshairProperty().get()).isEmpty();
    assertThat(first.lookup(".chart-readout").isVisible()).isFalse();
  }

  @Test
  void crosshairOnAMarkShowsItsText(FxRobot robot) {
    robot.interact(
        () ->
            first.setMarks(
                List.of(new Mark(demo.at(450), Mark.Kind.DESTRUCTION, "killed backend-2"))));
    robot.interact(() -> window.lookAt(demo.at(450)));
    assertThat(label(first, ".chart-readout-marks")).isEqualTo("✕ killed backend-2");
    robot.interact(() -> window.lookAt(demo.at(200)));
    assertThat(label(first, ".chart-readout-marks")).isEmpty();
  }

  @Test
  void dragZoomsAllChartsAndDoubleClickGoesBack(FxRobot robot) {
    robot
        .moveTo(plot(first))
        .press(MouseButton.PRIMARY)
        .moveBy(100, 0)
        .release(MouseButton.PRIMARY);
    TimeRange zoom = window.zoomProperty().get().orElseThrow();
    double share = 100 / plot(first).getWidth();
    assertThat((double) zoom.length().toMillis())
        .isBetween(share * 900_000 * 0.9, share * 900_000 * 1.1);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(texts(robot, second).stream().filter(text -> text.matches("\\d\\d:\\d\\d:\\d\\d")))
        .isNotEmpty();

    robot.doubleClickOn(plot(second));
    assertThat(window.zoomProperty().get()).isEmpty();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(texts(robot, first)).contains("now");
  }

  @Test
  void keysMoveTheCrosshairAndZoom(FxRobot robot) {
    robot.interact(() -> first.requestFocus());
    robot.type(KeyCode.RIGHT);
    assertThat(window.crosshairProperty().get()).contains(demo.at(465));
    robot.type(KeyCode.PLUS);
    assertThat(window.zoomProperty().get().orElseThrow().length())
        .isEqualTo(Duration.ofSeconds(450));
    robot.type(KeyCode.ESCAPE);
    assertThat(window.zoomProperty().get()).isEmpty();
    assertThat(window.crosshairProperty().get()).isEmpty();
  }

  @Test
  void legendClickHidesAndShowsASeries(FxRobot robot) {
    ToggleButton item = legendItem(first, "backend-1");
    robot.clickOn(item);
    assertThat(columnsWith(plotOf(robot, first), palette.series("backend-1"))).isZero();
    robot.clickOn(item);
    assertThat(columnsWith(plotOf(robot, first), palette.series("backend-1"))).isPositive();
  }

  @Test
  void chartWithoutDataSaysSo(FxRobot robot) {
    PanelData shown = demo.data(DemoData.PANELS.requests(), Optional.empty());
    PanelData none =
        new PanelData(
            shown.panel(),
            shown.start(),
            shown.step(),
            shown.instants(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new PanelStatus.NoData(Optional.of(demo.at(300))));
    robot.interact(() -> first.show(none));
    assertThat(label(first, ".chart-state")).matches("No data since \\d\\d:\\d\\d:\\d\\d");
    assertThat(first.lookup(".chart-state").isVisible()).isTrue();
    assertThat(first.getAccessibleText()).startsWith("Requests per second: No data since");
  }

  @Test
  void accessibleTextHasTheLatestValues() {
    assertThat(second.getAccessibleText())
        .isEqualTo("CPU per replica: backend-1 0.25 cores; limit 0.50 cores");
  }

  @Test
  void themeChangeRecolours(FxRobot robot) {
    Color dark = darkest(plotOf(robot, first), palette.series("backend-1"));
    robot.interact(() -> palette.toneProperty().set(Palette.Tone.LIGHT));
    Color light = darkest(plotOf(robot, first), palette.series("backend-1"));
    assertThat(light.getBrightness()).isLessThan(dark.getBrightness());
  }

  private TimeSeriesChart chart(PanelData data) {
    TimeSeriesChart chart = new TimeSeriesChart(data.panel(), palette, window);
    chart.setPrefHeight(300);
    chart.show(data);
    return chart;
  }

  private static Canvas plot(TimeSeriesChart chart) {
    return (Canvas) chart.lookup("Canvas");
  }

  private static WritableImage plotOf(FxRobot robot, TimeSeriesChart chart) {
    WaitForAsyncUtils.waitForFxEvents();
    WritableImage[] image = new WritableImage[1];
    robot.interact(
        () -> {
          chart.getScene().getRoot().applyCss();
          chart.getScene().getRoot().layout();
          image[0] = plot(chart).snapshot(null, null);
        });
    return image[0];
  }

  private static int columnsWith(WritableImage image, Color color) {
    int columns = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      columns += hasInColumn(image, x, color) ? 1 : 0;
    }
    return columns;
  }

  private static boolean hasInColumn(WritableImage image, int x, Color color) {
    for (int y = 0; y < image.getHeight(); y++) {
      if (hasHue(image.getPixelReader().getColor(x, y), color)) {
        return true;
      }
    }
    return false;
  }

  /** The edges of a thin line are mixed with the ground, which leaves the hue. */
  private static boolean hasHue(Color found, Color color) {
    return found.getSaturation() > 0.2 && Math.abs(found.getHue() - color.getHue()) < 6;
  }

  /** The darkest of that hue in the first column of pixels. */
  private static Color darkest(WritableImage image, Color color) {
    Color darkest = Color.WHITE;
    for (int y = 0; y < image.getHeight(); y++) {
      Color found = image.getPixelReader().getColor(1, y);
      darkest =
          hasHue(found, color) && found.getBrightness() < darkest.getBrightness() ? found : darkest;
    }
    return darkest;
  }

  private static String label(Node within, String style) {
    return ((Label) within.lookup(style)).getText();
  }

  /** All that is written on a chart and seen. */
  private static List<String> texts(FxRobot robot, Node chart) {
    return robot
        .from(chart)
        .lookup((Node node) -> node instanceof Text && node.isVisible())
        .queryAll()
        .stream()
        .map(node -> ((Text) node).getText())
        .toList();
  }

  private static List<String> readout(Node chart) {
    return chart.lookupAll(".chart-readout .label").stream()
        .filter(Node::isVisible)
        .map(node -> ((Label) node).getText())
        .toList();
  }

  private static ToggleButton legendItem(Node chart, String name) {
    return chart.lookupAll(".series-legend-item").stream()
        .map(ToggleButton.class::cast)
        .filter(item -> item.getText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
