package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.experiment.RunResult;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.experiment.probe.ClaimResult;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.text.Format;
import switchboard.console.ui.experiments.TextTable.Column;
import switchboard.console.ui.experiments.TextTable.Row;
import switchboard.console.ui.faults.ResultSign;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.verdict.Proportion;

/** What came of a run, in full. */
final class ResultView extends VBox {
  /**
   * @param whyNoReport empty when there can be one
   * @param report writes it
   */
  ResultView(PastRun past, ObservableValue<String> whyNoReport, Runnable report) {
    var result = past.result();
    getStyleClass().addAll("card", "plan", "result");
    getChildren()
        .addAll(
            card(past, button(whyNoReport, report)),
            table("Measured", figures(result), new Column("", 24), new Column("", 76)),
            table(
                "Objectives",
                result.objectives().stream().map(ResultView::objective).toList(),
                new Column("State", 18),
                new Column("Objective and what was measured", 82)),
            table(
                "Probes",
                result.probes().stream().map(ResultView::probe).toList(),
                new Column("State", 18),
                new Column("What was found", 82)),
            table(
                "Claims beside what was measured",
                result.claims().stream().map(ResultView::claim).toList(),
                new Column("Source", 22),
                new Column("Claim", 32),
                new Column("Expected", 24),
                new Column("Measured", 22)),
            table(
                "Gates",
                result.gates().stream().map(ResultView::gate).toList(),
                new Column("State", 18),
                new Column("Gate", 22),
                new Column("What was found", 60)));
  }

  private static TextTable table(String name, List<Row> rows, Column... columns) {
    var table = new TextTable(name, columns);
    table.show(rows);
    return table;
  }

  private static Node button(ObservableValue<String> why, Runnable report) {
    var button = new Button("Report", new FontIcon(Feather.EXTERNAL_LINK));
    button.setId("report-run");
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip("Write the report, and open it in the browser"));
    button.disableProperty().bind(why.map(words -> !words.isEmpty()));
    button.setOnAction(click -> report.run());
    return DisabledReason.around(button, why);
  }

  private static VBox card(PastRun past, Node report) {
    var verdict = past.result().verdict();
    var sign = ResultSign.of(verdict.result());
    var word = verdict.result().word();
    var title =
        wrapped(
            word.substring(0, 1).toUpperCase(Locale.ROOT)
                + word.substring(1)
                + " · "
                + past.result().name(),
            "verdict-title");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    var head = new HBox(7, new FontIcon(sign.icon()), title, report);
    head.setAlignment(Pos.TOP_LEFT);
    var card = new VBox(head);
    card.getStyleClass().addAll("verdict", sign.styleClass());
    card.setAccessibleRole(AccessibleRole.TEXT);
    if (past.result().hypothesis() != null) {
      card.getChildren().add(wrapped(past.result().hypothesis(), "verdict-text"));
    }
    card.getChildren().add(wrapped(verdict.sentence(), "verdict-reason"));
    verdict.causes().stream()
        .filter(cause -> !verdict.sentence().contains(cause))
        .forEach(cause -> card.getChildren().add(wrapped("– " + cause, "verdict-text")));
    card.getChildren().add(wrapped("ended at " + past.time(), "verdict-time"));
    card.setAccessibleText(title.getText() + ". " + verdict.sentence());
    return card;
  }

  private static List<Row> figures(RunResult result) {
    var rows = new ArrayList<Row>();
    rows.add(
        Row.of(
            "Requests",
            new Proportion(result.requests().failed(), result.requests().total())
                .words("request", "failed")));
    var messages = result.messages();
    rows.add(
        Row.of(
            "Messages",
            Format.count(messages.acknowledged(), "message")
                + " acknowledged, "
                + Format.count(messages.delivered(), "delivery", "deliveries")
                + "; "
                + Format.whole(messages.lost())
                + " lost, "
                + Format.whole(messages.duplicated())
                + " duplicated, "
                + Format.whole(messages.reordered())
                + " reordered"));
    rows.add(Row.of("Request times", result.latencyMillis().text()));
    rows.add(Row.of("Delivery times", result.deliveryMillis().text()));
    rows.add(
        Row.of(
            "Measured for",
            Optional.ofNullable(result.measuredSeconds())
                .map(seconds -> Format.whole(seconds) + " s after the warm-up")
                .orElse("since the start of the load: the warm-up did not end")));
    return rows;
  }

  private static Row objective(ObjectiveOutcome objective) {
    var style =
        switch (objective.state()) {
          case MET -> "held";
          case MISSED -> "not-held";
          case UNDECIDED, TOO_FEW, UNKNOWN -> "undecided";
        };
    return new Row(style, List.of(objective.state().word(), objective.sentence()));
  }

  private static Row probe(ProbeResult probe) {
    var style =
        switch (probe.state()) {
          case HELD -> "held";
          case NOT_HELD -> "not-held";
          case NO_DATA -> "undecided";
        };
    return new Row(style, List.of(probe.state().word(), probe.sentence()));
  }

  private static Row claim(ClaimResult claim) {
    return new Row(
        claim.met() == null ? "undecided" : claim.met() ? "held" : "not-held",
        List.of(
            (claim.met() == null ? "" : claim.met() ? "met: " : "not met: ") + claim.source(),
            claim.claim(),
            claim.expected(),
            claim.measured()));
  }

  private static Row gate(GateResult gate) {
    var style =
        switch (gate.state()) {
          case HELD -> "held";
          case NOT_HELD -> gate.result() == null ? "undecided" : "not-held";
          case NOT_APPLICABLE -> "";
        };
    return new Row(
        style,
        List.of(
            gate.state().word(),
            gate.gate().title(),
            Optional.ofNullable(gate.sentence()).orElse("")));
  }
}
