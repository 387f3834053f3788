package switchboard.console.ui.loadtest;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.scrolled;
import static switchboard.console.ui.fx.SmallNodes.shares;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.loadtest.LoadTestResult;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.ui.chart.DistributionChart;
import switchboard.console.ui.faults.ResultSign;
import switchboard.console.ui.fx.HistoryCard;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.Summary;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.loadtest.LoadTestFigures.Column;

/** What is sent at the left, the figures in the middle, those before at the right. */
public final class LoadTestView extends GridPane {
  private static final double LEFT_PERCENT = 27;
  private static final double RIGHT_PERCENT = 23;

  /** Longer names are cut: the heading needs the room. */
  private static final double OTHER_WIDTH = 190;

  /** What stands in the choice of another one for none. */
  private static final String NONE = "nothing else";

  private static final HistoryCard.Texts HISTORY =
      new HistoryCard.Texts("load-tests", "Load tests", "of this session", "No load tests yet");

  private final LoadTestModel model;
  private final FontIcon icon = new FontIcon();
  private final Label title = wrapped("", "faults-title");
  private final Label sentence = wrapped("", "running-text");
  private final ProgressBar progress = new ProgressBar();
  private final LoadTestFigures figures = new LoadTestFigures();
  private final DistributionChart chart;
  private final ChoiceBox<Object> other = new ChoiceBox<>();
  private final HBox beside = row(8);
  private final HistoryCard<PastLoadTest> history;
  private boolean following;

  /** Shows what the model has. */
  public LoadTestView(LoadTestModel model, Palette palette) {
    this.model = model;
    chart = new DistributionChart(palette);
    history = new HistoryCard<>(HISTORY, model.past(), LoadTestView::summary, model::show);
    setId("load");
    getStyleClass().addAll("faults", "load");
    addRow(0, scrolled(new LoadTestFormView(model)), middle(), history);
    shares(this, LEFT_PERCENT, 100 - LEFT_PERCENT - RIGHT_PERCENT, RIGHT_PERCENT);
    model.liveProperty().subscribe(live -> refresh());
    model.runningProperty().subscribe(running -> refresh());
    model.shownProperty().subscribe(shown -> refresh());
    model.comparedProperty().subscribe(compared -> refresh());
    model.past().addListener((ListChangeListener<PastLoadTest>) change -> offer());
    offer();
  }

  private Node middle() {
    progress.getStyleClass().add("share");
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText("Progress of the load test");
    Visibility.when(progress, model.runningProperty());
    other.setId("load-compared");
    other.setAccessibleText("Beside");
    other.setPrefWidth(OTHER_WIDTH);
    other
        .valueProperty()
        .subscribe(
            chosen -> {
              if (!following) {
                model.compare(
                    chosen instanceof PastLoadTest test ? Optional.of(test) : Optional.empty());
              }
            });
    beside.getChildren().setAll(label("Beside", "setting-name"), other);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    VBox.setVgrow(chart, Priority.ALWAYS);
    chart.setMinHeight(180);
    var card = new VBox(row(8, icon, title, beside), sentence, progress, figures, chart);
    card.getStyleClass().addAll("card", "plan");
    return scrolled(card);
  }

  private static Summary summary(PastLoadTest test) {
    var outcomes = test.result().report().result();
    var sign = ResultSign.of(test.result().result());
    var word = test.result().result().word();
    var p99 = outcomes.latencyMillis().p99();
    var figures =
        Format.figure(outcomes.requestsPerSecond(), Unit.COUNT)
            + " requests/s"
            + (p99 == null ? "" : " · p99 " + Format.figure(p99 / 1_000, Unit.SECONDS));
    return new Summary(
        sign.icon(),
        sign.styleClass(),
        test.name(),
        word,
        figures,
        test.time(),
        String.join(". ", test.name(), word, figures, test.time()));
  }

  /** The choice of another one has all but the one that is shown. */
  private void offer() {
    Visibility.set(beside, !model.past().isEmpty());
    following = true;
    other
        .getItems()
        .setAll(
            Stream.concat(
                    Stream.<Object>of(NONE),
                    model.past().stream()
                        .filter(each -> !model.shownProperty().get().equals(Optional.of(each))))
                .toList());
    other.setValue(model.comparedProperty().get().<Object>map(each -> each).orElse(NONE));
    following = false;
  }

  private void refresh() {
    offer();
    history.follow(model.shownProperty().get());
    var columns =
        Stream.concat(first().stream(), model.comparedProperty().get().stream().map(this::column))
            .toList();
    figures.show(columns);
    chart.show(columns.stream().flatMap(LoadTestView::distribution).toList());
    head();
  }

  private Optional<Column> first() {
    return model.runningProperty().get()
        ? model.liveProperty().get().map(live -> new Column(live.name(), live.report()))
        : model.shownProperty().get().map(this::column);
  }

  private Column column(PastLoadTest test) {
    return new Column(test.name(), test.result().report());
  }

  private static Stream<DistributionChart.Named> distribution(Column of) {
    return of.report().result().latencyMillis().distribution().stream()
        .map(each -> new DistributionChart.Named(of.name(), each));
  }

  private void head() {
    var live = model.liveProperty().get();
    var shown = model.shownProperty().get();
    Visibility.set(icon, shown.isPresent());
    if (model.runningProperty().get()) {
      title.setText(live.map(now -> "Running · " + now.name()).orElse("Preparing"));
      sentence.setText(
          live.map(
                  now ->
                      Format.whole(now.report().result().completed())
                          + " of "
                          + Format.count(now.report().requests(), "request"))
              .orElse("Sessions are opened, and messages written to be read."));
      progress.setProgress(
          live.map(now -> (double) now.report().result().completed() / now.report().requests())
              .orElse(ProgressBar.INDETERMINATE_PROGRESS));
    } else {
      title.setText(shown.map(LoadTestView::headline).orElse("No load test yet"));
      sentence.setText(
          shown
              .map(test -> explained(test.result()))
              .orElse(
                  "Requests go to the gateway, from the simulator beside the system, and beside its"
                      + " users."));
      shown.map(test -> ResultSign.of(test.result().result()).icon()).ifPresent(icon::setIconCode);
    }
  }

  private static String headline(PastLoadTest test) {
    var word = test.result().result().word();
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " · " + test.name();
  }

  private static String explained(LoadTestResult result) {
    var kinds =
        result.failures().stream()
            .map(each -> Format.whole(each.getValue()) + " × " + each.getKey())
            .toList();
    return result.plan().target()
        + " · "
        + result.plan().shape().words()
        + "\n"
        + String.join("; ", Stream.concat(Stream.of(result.sentence()), kinds.stream()).toList());
  }
}
