package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.experiment.probe.Probes;
import switchboard.console.experiment.progress.StepProgress;
import switchboard.console.text.Durations;
import switchboard.console.ui.experiments.TextTable.Column;
import switchboard.console.ui.experiments.TextTable.Row;
import switchboard.console.ui.fx.TabularText;

/** The run under way: how far it is, its steps and probes, and what it reports. */
final class LiveView extends VBox {
  private static final double LINE_HEIGHT = 20;

  private final Label name = wrapped("", "faults-title");
  private final Label phase = wrapped("", "live-phase");
  private final TabularText left = new TabularText("running-left");
  private final ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
  private final Button stop = new Button("Stop", new FontIcon(Feather.SQUARE));
  private final TextTable steps =
      new TextTable(
          "Steps, by the time since the warm-up",
          new Column("State", 22),
          new Column("At", 14),
          new Column("What", 64));
  private final TextTable probes =
      new TextTable(
          "Probes",
          new Column("State", 22),
          new Column("Probe", 24),
          new Column("Answer", 20),
          new Column("Holds", 34));

  LiveView(RunModel model) {
    getStyleClass().addAll("card", "plan", "live");
    stop.setId("stop-experiment");
    stop.getStyleClass().add("danger");
    stop.setMinWidth(USE_PREF_SIZE);
    stop.setAccessibleText("Stop the experiment");
    stop.setOnAction(click -> model.stop());
    progress.getStyleClass().add("share");
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText("Progress of the experiment");
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    var head = new HBox(14, name, stop);
    head.setAlignment(Pos.TOP_LEFT);
    HBox.setHgrow(phase, Priority.ALWAYS);
    var status = new HBox(8, phase, spring(), left);
    status.setAlignment(Pos.BASELINE_LEFT);
    var lines = lines(model);
    VBox.setVgrow(lines, Priority.ALWAYS);
    getChildren().addAll(head, status, progress, steps, probes, lines);
    model.liveProperty().subscribe(live -> live.ifPresent(this::show));
  }

  private static VBox lines(RunModel model) {
    var list = new ListView<>(model.lines());
    list.setId("run-lines");
    list.setAccessibleText("What the run reports");
    list.setFixedCellSize(LINE_HEIGHT);
    list.setMinHeight(6 * LINE_HEIGHT);
    list.getStyleClass().add("run-lines");
    VBox.setVgrow(list, Priority.ALWAYS);
    model.lines().subscribe(() -> list.scrollTo(model.lines().size() - 1));
    var box = new VBox(6, label("Progress", "section-name"), list);
    box.getStyleClass().add("text-table");
    return box;
  }

  private void show(LiveRun live) {
    name.setText(live.name());
    phase.setText(live.phase());
    left.setText(live.left());
    progress.setProgress(live.progress().share().orElse(ProgressBar.INDETERMINATE_PROGRESS));
    stop.setDisable(live.stopping());
    steps.show(live.progress().steps().stream().map(LiveView::step).toList());
    probes.show(live.progress().probes().stream().map(LiveView::probe).toList());
  }

  private static Row step(StepProgress step) {
    var at = Durations.words(step.step().after());
    var text = step.step().text();
    return switch (step.state()) {
      case AHEAD ->
          Row.of(step.in().map(in -> "in " + LiveRun.seconds(in)).orElse("ahead"), at, text);
      case UNDER_WAY -> new Row("under-way", List.of("under way", at, text));
      case DONE -> new Row("held", List.of("done", at, text));
      case NOT_DONE -> new Row("not-held", List.of("not done", at, text));
    };
  }

  private static Row probe(Probes.Latest probe) {
    var state = probe.holds().map(holds -> holds ? "holds" : "does not hold");
    var style = probe.holds().map(holds -> holds ? "held" : "not-held").orElse("");
    return new Row(
        style,
        List.of(state.orElse("–"), probe.probe().id(), probe.found(), probe.probe().expected()));
  }
}
