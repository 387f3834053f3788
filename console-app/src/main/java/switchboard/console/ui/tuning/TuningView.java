package switchboard.console.ui.tuning;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.scrolled;
import static switchboard.console.ui.fx.SmallNodes.shares;
import static switchboard.console.ui.fx.SmallNodes.spring;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.sweep.Point;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.text.Unit;
import switchboard.console.ui.chart.CostChart;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.Visibility;

/** The charts, the certificate and the table of a sweep; at the right what is searched. */
public final class TuningView extends GridPane {
  private static final double MAIN_PERCENT = 77;
  private static final double CHART_PERCENT = 29;
  private static final double CHART_HEIGHT = 190;
  private static final double TOP_HEIGHT = 320;
  private static final double TABLE_HEIGHT = 160;

  private final TuningModel model;
  private final Label sentence = wrapped("", "running-text");
  private final CostChart latency;
  private final CostChart throughput;
  private final PointsTable points = new PointsTable();
  private final CertificateCard certificate = new CertificateCard();
  private final Button apply = new Button("Apply", new FontIcon(Feather.CHECK_CIRCLE));

  /** Shows what the model has. */
  public TuningView(TuningModel model, Palette palette) {
    this.model = model;
    latency = new CostChart("Delivery p99 against cost", Unit.SECONDS, palette);
    throughput = new CostChart("Requests per second against cost", Unit.PER_SECOND, palette);
    setId("tuning");
    getStyleClass().addAll("faults", "tuning");
    addRow(0, measured(), scrolled(side()));
    shares(this, MAIN_PERCENT, 100 - MAIN_PERCENT);
    model.shownProperty().subscribe(shown -> refresh());
    model.runningProperty().subscribe(running -> refresh());
    model.progressProperty().subscribe(progress -> refresh());
    model.apply().busyProperty().subscribe(busy -> refresh());
    model.apply().outcomeProperty().subscribe(outcome -> refresh());
  }

  private Node measured() {
    var title = label("The cheapest configuration that meets the objectives", "faults-title");
    var top = new GridPane();
    top.setHgap(10);
    top.addRow(
        0,
        chart("p99 against cost", "log scale · frontier", latency),
        chart("requests/s against cost", "frontier", throughput),
        scrolled(certificate));
    shares(top, CHART_PERCENT, CHART_PERCENT, 100 - 2 * CHART_PERCENT);
    top.setPrefHeight(TOP_HEIGHT);
    points.setMinHeight(TABLE_HEIGHT);
    VBox.setVgrow(points, Priority.ALWAYS);
    sentence.setId("tuning-sentence");
    var column = new VBox(title, sentence, top, points);
    column.getStyleClass().add("faults-column");
    return column;
  }

  private static Node chart(String title, String how, CostChart chart) {
    chart.setMinHeight(CHART_HEIGHT);
    chart.setPrefHeight(CHART_HEIGHT);
    VBox.setVgrow(chart, Priority.ALWAYS);
    var head = row(6, label(title, "chart-title"), spring(), label(how, "chart-newest"));
    var card = new VBox(head, chart);
    card.getStyleClass().addAll("card", "chart-card");
    return card;
  }

  private Node side() {
    apply.setId("apply-cheapest");
    apply.getStyleClass().add("accent");
    apply.setMaxWidth(Double.MAX_VALUE);
    apply.setOnAction(click -> model.applyCheapest());
    var stop = new Button("Take back", new FontIcon(Feather.CORNER_UP_LEFT));
    stop.setId("stop-apply");
    stop.getStyleClass().add("danger");
    stop.setOnAction(click -> model.apply().stop());
    Visibility.when(stop, model.apply().busyProperty());
    var doing = wrapped("", "hint");
    doing.textProperty().bind(model.apply().progressProperty());
    Visibility.when(doing, model.apply().progressProperty().map(text -> !text.isEmpty()));
    var outcome = wrapped("", "running-text");
    outcome.setId("apply-outcome");
    outcome.textProperty().bind(model.apply().outcomeProperty());
    Visibility.when(outcome, model.apply().outcomeProperty().map(text -> !text.isEmpty()));
    var column =
        new VBox(
            new TuningFormView(model),
            apply,
            stop,
            doing,
            outcome,
            wrapped(
                "Sets replicas and limits of the running system, one replica at a time, watches for"
                    + " 60 s, and takes that back by itself unless every objective is met.",
                "hint"));
    column.getStyleClass().add("faults-column");
    return column;
  }

  private void refresh() {
    var shown = model.shownProperty().get();
    var cheapest = shown.flatMap(each -> each.state().answer().cheapest());
    Visibility.set(apply, cheapest.isPresent());
    apply.setDisable(model.runningProperty().get() || model.apply().busyProperty().get());
    apply.setText("Apply " + cheapest.map(Configuration::shortText).orElse(""));
    sentence.setText(sentence(shown));
    shown.ifPresent(each -> show(each, cheapest));
  }

  private String sentence(Optional<TuningModel.Shown> shown) {
    if (model.runningProperty().get()) {
      return model.progressProperty().get();
    }
    return shown
        .map(
            each ->
                each.state().measured()
                    + " measurements of "
                    + each.state().points().size()
                    + " configurations · cost "
                    + each.plan().weights().text()
                    + " · seed "
                    + each.plan().seed()
                    + (each.state().complete() ? "" : " · stopped before its end"))
        .orElse(
            "Measures combinations of replicas and limits, one after the other, each from its"
                + " start. Users of the system rest meanwhile.");
  }

  private void show(TuningModel.Shown shown, Optional<Configuration> cheapest) {
    var all = shown.state().points();
    points
        .getItems()
        .setAll(
            all.stream()
                .map(each -> new PointRow(each, cheapest.equals(Optional.of(each.configuration()))))
                .toList());
    certificate.show(shown.state());
    latency.show(dots(all, cheapest, PointRow::p99Seconds, PointRow::p99Seconds), limit(shown));
    // Of requests more is better.
    throughput.show(
        dots(all, cheapest, TuningView::requests, each -> -requests(each)), OptionalDouble.empty());
  }

  private static double requests(Point of) {
    return of.median(Figures::requestsPerSecond);
  }

  private static OptionalDouble limit(TuningModel.Shown shown) {
    return shown.plan().deliveryLimitSeconds();
  }

  private static List<CostChart.Dot> dots(
      List<Point> all,
      Optional<Configuration> cheapest,
      ToDoubleFunction<Point> value,
      ToDoubleFunction<Point> lessIsBetter) {
    var frontier = Point.frontier(all, lessIsBetter::applyAsDouble);
    return all.stream()
        .map(
            each ->
                new CostChart.Dot(
                    each.cost(),
                    value.applyAsDouble(each),
                    kind(each, cheapest, frontier),
                    each.configuration().shortText()))
        .toList();
  }

  private static CostChart.Kind kind(
      Point of, Optional<Configuration> cheapest, List<Point> frontier) {
    if (cheapest.equals(Optional.of(of.configuration()))) {
      return CostChart.Kind.CHEAPEST;
    }
    if (frontier.contains(of)) {
      return CostChart.Kind.FRONTIER;
    }
    return of.state() == SweepTrial.State.PASSED ? CostChart.Kind.PASSED : CostChart.Kind.FAILED;
  }
}
