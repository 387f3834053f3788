package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.experiment.DryRun;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.text.Durations;
import switchboard.console.ui.experiments.TextTable.Column;
import switchboard.console.ui.experiments.TextTable.Row;
import switchboard.console.ui.fx.Visibility;

/** What the chosen experiment would do, or what is wrong with its file; and the run button. */
final class PlanView extends VBox {
  private final ExperimentsModel model;
  private final Label name = wrapped("", "faults-title");
  private final Label hypothesis = wrapped("", "plan-hypothesis");
  private final Label obstacle = wrapped("", "mistake");
  private final Button run = new Button("Run", new FontIcon(Feather.PLAY));
  private final TextTable mistakes =
      new TextTable("Mistakes", new Column("Line", 10), new Column("What", 90));
  private final TextTable facts =
      new TextTable("What it does", new Column("", 16), new Column("", 84));
  private final TextTable steps =
      new TextTable(
          "Steps, by the time since the warm-up",
          new Column("At", 12),
          new Column("What", 32),
          new Column("Reaches", 26),
          new Column("Ends", 30));
  private final TextTable probes =
      new TextTable(
          "Probes",
          new Column("Probe", 20),
          new Column("Asks", 40),
          new Column("Holds", 17),
          new Column("When", 23));
  private final TextTable objectives = new TextTable("Objectives", new Column("", 100));
  private final TextTable claims =
      new TextTable(
          "Claims, to be shown beside what is measured",
          new Column("Source", 28),
          new Column("Claim", 44),
          new Column("Figure", 28));

  PlanView(ExperimentsModel model) {
    this.model = model;
    getStyleClass().addAll("card", "plan");
    obstacle.setId("run-obstacle");
    run.setId("run-experiment");
    run.getStyleClass().add("accent");
    run.setMinWidth(USE_PREF_SIZE);
    run.setOnAction(click -> model.start());
    var texts = new VBox(4, name, hypothesis, obstacle);
    HBox.setHgrow(texts, Priority.ALWAYS);
    var head = new HBox(14, texts, run);
    head.setAlignment(Pos.TOP_LEFT);
    getChildren().addAll(head, mistakes, facts, steps, probes, objectives, claims);
    model.catalog().chosenProperty().subscribe(chosen -> refresh());
    model.catalog().planProperty().subscribe(plan -> refresh());
    model.run().obstacleProperty().subscribe(words -> refresh());
  }

  private void refresh() {
    var chosen = model.catalog().chosenProperty().get();
    var plan = model.catalog().planProperty().get();
    var experiment = chosen.flatMap(ListedExperiment::experiment);
    name.setText(
        experiment.map(Experiment::name).or(() -> chosen.map(ListedExperiment::name)).orElse(""));
    show(hypothesis, experiment.flatMap(Experiment::hypothesis).orElse(""));
    var wrong = chosen.map(ListedExperiment::mistakes).orElse(List.of());
    var why =
        wrong.isEmpty()
            ? plan.map(model.run()::obstacle).orElse("")
            : "The file is not a valid experiment.";
    show(obstacle, why);
    run.setDisable(plan.isEmpty() || !why.isEmpty());
    run.setAccessibleText("Run " + name.getText());
    mistakes.show(wrong.stream().map(PlanView::mistake).toList());
    facts.show(plan.map(PlanView::facts).orElse(List.of()));
    steps.show(plan.map(DryRun::steps).orElse(List.of()).stream().map(PlanView::step).toList());
    probes.show(
        experiment.map(Experiment::probes).orElse(List.of()).stream()
            .map(PlanView::probe)
            .toList());
    objectives.show(experiment.map(PlanView::objectives).orElse(List.of()));
    claims.show(
        experiment.map(Experiment::claims).orElse(List.of()).stream()
            .map(each -> Row.of(each.source(), each.text(), each.limit().figure().name()))
            .toList());
  }

  private static void show(Label label, String text) {
    label.setText(text);
    Visibility.set(label, !text.isEmpty());
  }

  /** "7:12: unknown key" has its place in a column of its own. */
  private static Row mistake(String text) {
    var parts = text.split(": ", 2);
    return parts.length == 2 && parts[0].matches("\\d+:\\d+")
        ? Row.of(parts[0], parts[1])
        : Row.of("", text);
  }

  private static List<Row> facts(DryRun plan) {
    var rows = new ArrayList<Row>();
    rows.add(Row.of("Platform", plan.platform()));
    rows.add(Row.of("System", plan.system()));
    rows.add(Row.of("Load", plan.load()));
    rows.add(Row.of("Ends", plan.ends()));
    plan.experiment()
        .plan()
        .schedule()
        .aborts()
        .forEach(each -> rows.add(Row.of("Aborts on", each.text())));
    rows.add(Row.of("Rights", String.join(", ", plan.rights())));
    plan.notUndone().forEach(each -> rows.add(Row.of("Not undone", each)));
    plan.notPossible()
        .forEach(each -> rows.add(new Row("not-held", List.of("Not possible", each))));
    plan.notAllowed().forEach(each -> rows.add(new Row("not-held", List.of("Not allowed", each))));
    return rows;
  }

  private static Row step(DryRun.StepLine step) {
    return Row.of(Durations.words(step.at()), step.text(), step.reach(), step.end());
  }

  private static Row probe(Probe probe) {
    return Row.of(
        probe.id(),
        probe.source().text(),
        probe.expected(),
        probe.moments().stream().map(Probe.When::word).collect(Collectors.joining(", ")));
  }

  private static List<Row> objectives(Experiment experiment) {
    return experiment.criteria().objectives().all().stream()
        .map(each -> Row.of(each.text()))
        .toList();
  }
}
