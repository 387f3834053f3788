package switchboard.console.ui.runs;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.text.Format;
import switchboard.console.ui.chart.TimeSeriesChart;
import switchboard.console.ui.chart.TimeWindow;
import switchboard.console.ui.cockpit.charts.ChartsView;
import switchboard.console.ui.faults.ResultSign;
import switchboard.console.ui.fx.Palette;

/** Two runs beside one another: first what may not be compared, then verdicts, figures, charts. */
final class SideBySideView extends ScrollPane {
  private static final double CHART_HEIGHT = 190;

  private final SideBySideModel model;
  private final Palette palette;
  private final TimeWindow windowOfA = new TimeWindow();
  private final TimeWindow windowOfB = new TimeWindow();

  SideBySideView(RunsModel runs, SideBySideModel model, Palette palette) {
    this.model = model;
    this.palette = palette;
    setId("side-by-side");
    var content =
        new VBox(
            12,
            head(runs),
            halves(List.of(verdict("A", model.a()), verdict("B", model.b()))),
            figures(),
            label("Charts, " + model.alignedOn(), "faults-title"),
            charts());
    content.getStyleClass().add("cockpit-content");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    getStyleClass().add("cockpit-scroll");
    // Ticks of a range say times of the day; without one they would count back from now.
    model.charts().stream()
        .findFirst()
        .ifPresent(
            all -> {
              windowOfA.zoomTo(all.a().start(), all.a().end());
              windowOfB.zoomTo(all.b().start(), all.b().end());
            });
    follow(windowOfA, windowOfB, model::inB);
    follow(windowOfB, windowOfA, model::inA);
  }

  private Node head(RunsModel runs) {
    var back = new Button("Back to the run", new FontIcon(Feather.ARROW_LEFT));
    back.setId("close-comparison");
    back.setOnAction(click -> runs.closeComparison());
    var box = new VBox(8, row(8, label("Side by side", "faults-title"), spring(), back));
    var unlike = model.unlike();
    box.getChildren()
        .add(
            wrapped(
                unlike.isEmpty()
                    ? "Machine, platform, load, experiment, setup and versions are the same."
                    : "What is unlike, first what may not be compared:",
                "verdict-reason"));
    unlike.forEach(each -> box.getChildren().add(wrapped("• " + each, "verdict-text")));
    var sentence = label(model.sentence(), "verdict-title");
    sentence.setId("comparison-sentence");
    box.getChildren().add(sentence);
    box.getStyleClass().addAll("card", "plan");
    return box;
  }

  private static Node verdict(String name, SideBySideModel.Side side) {
    var run = side.run();
    var sign = ResultSign.of(run.result());
    var card =
        new VBox(
            4,
            row(
                8,
                label(name, "section-name"),
                new FontIcon(sign.icon()),
                label(run.result().word() + " · " + run.name(), "verdict-title")),
            label(Format.dateTime(run.begun()) + " · " + side.platform(), "muted"),
            wrapped(run.sentence(), "verdict-reason"));
    card.getStyleClass().addAll("verdict", sign.styleClass());
    return card;
  }

  private Node figures() {
    var grid = new GridPane(24, 6);
    grid.setId("compared-figures");
    grid.getStyleClass().addAll("card", "plan");
    grid.addRow(
        0,
        label("Figure", "muted"),
        label("A", "muted"),
        label("B", "muted"),
        label("Equal runs on this machine", "muted"));
    var rows = model.figures();
    for (var i = 0; i < rows.size(); i++) {
      var each = rows.get(i);
      grid.addRow(
          i + 1,
          label(each.title()),
          label(each.a()),
          label(each.b()),
          label(each.noise(), "muted"));
    }
    if (rows.isEmpty()) {
      grid.add(label("No figure can be shown beside another.", "muted"), 0, 1, 4, 1);
    }
    return grid;
  }

  private Node charts() {
    return halves(
        model.charts().stream()
            .flatMap(
                each ->
                    List.of(
                        chart("A", model.a(), windowOfA, each.title(), each.a(), each.b()),
                        chart("B", model.b(), windowOfB, each.title(), each.b(), each.a()))
                        .stream())
            .toList());
  }

  private Node chart(
      String name,
      SideBySideModel.Side side,
      TimeWindow window,
      String title,
      PanelData data,
      PanelData other) {
    var chart = new TimeSeriesChart(data.panel(), palette, window);
    chart.show(data);
    chart.setBeside(other);
    chart.setMarks(side.timeline().stream().map(ChartsView::mark).toList());
    chart.setPrefHeight(CHART_HEIGHT);
    chart.setMinHeight(CHART_HEIGHT);
    VBox.setVgrow(chart, Priority.ALWAYS);
    var card = new VBox(label(name + " · " + title, "chart-title"), chart);
    card.getStyleClass().addAll("card", "chart-card");
    return card;
  }

  /** Two in a row, equally wide. */
  private static Node halves(List<Node> nodes) {
    var grid = new GridPane(10, 10);
    for (var i = 0; i < 2; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(50);
      grid.getColumnConstraints().add(column);
    }
    for (var i = 0; i < nodes.size(); i++) {
      grid.add(nodes.get(i), i % 2, i / 2);
    }
    return grid;
  }

  /** The crosshair of one is on the same moment of the other. */
  private static void follow(TimeWindow from, TimeWindow to, UnaryOperator<Instant> moment) {
    from.crosshairProperty()
        .subscribe(
            at -> {
              var there = at.map(moment);
              if (!to.crosshairProperty().get().equals(there)) {
                there.ifPresentOrElse(to::lookAt, to::lookAway);
              }
            });
    from.zoomProperty()
        .subscribe(
            range -> {
              var there = range.map(each -> moment.apply(each.start()));
              if (!to.zoomProperty().get().map(each -> each.start()).equals(there)) {
                range.ifPresentOrElse(
                    each -> to.zoomTo(moment.apply(each.start()), moment.apply(each.end())),
                    to::reset);
              }
            });
  }
}
