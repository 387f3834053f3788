package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.fault.Verdict;
import switchboard.console.load.FailedRequests;
import switchboard.console.platform.Action;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.operation.ProgressRow;

/** Kills and freezes replicas, and shows what came of the newest fault. */
public final class FaultView extends VBox {
  private final FaultModel model;
  private final Consumer<FailedRequests.Span> toFailures;
  private final Consumer<Verdict> toLedger;
  private final VBox result = new VBox();

  /**
   * Shows what the model has.
   *
   * @param toFailures shows the failed requests of a span of time
   * @param toLedger shows a fault's detection ledger
   * @param toFaults shows all kinds of faults
   */
  public FaultView(
      FaultModel model,
      Consumer<FailedRequests.Span> toFailures,
      Consumer<Verdict> toLedger,
      Runnable toFaults) {
    var whyNoKill = model.rights().whyNot(Action.KILL);
    this.model = model;
    this.toFailures = toFailures;
    this.toLedger = toLedger;
    getStyleClass().add("settings");
    getChildren()
        .addAll(
            target(),
            killButton(whyNoKill),
            DisabledReason.note("kill-obstacle", whyNoKill),
            otherButtons(toFaults),
            new ObjectivesLine(model.objectives()),
            new ProgressRow(model.replicas().progressProperty()),
            result);
    model.judgingProperty().subscribe(newest -> refresh());
    // Only when it is another: a button that is replaced loses the focus.
    model.verdictProperty().subscribe(newest -> refresh());
  }

  private Node target() {
    var choice = new ComboBox<>(model.targets());
    choice.setId("target");
    choice.setAccessibleText("Fault target");
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.valueProperty().bindBidirectional(model.targetProperty());
    HBox.setHgrow(choice, Priority.ALWAYS);
    var name = label("Target", "setting-name");
    name.setLabelFor(choice);
    name.setMinWidth(USE_PREF_SIZE);
    var row = row(12, name, choice);
    return row;
  }

  private Node killButton(ObservableValue<String> whyNot) {
    var kill = new Button("", new FontIcon(Feather.X));
    kill.setId("kill");
    kill.getStyleClass().add("kill");
    kill.setMaxWidth(Double.MAX_VALUE);
    kill.textProperty()
        .bind(
            model
                .targetProperty()
                .map(
                    target ->
                        target.equals(FaultModel.RANDOM)
                            ? "Kill a random replica"
                            : "Kill " + target));
    kill.disableProperty()
        .bind(
            model
                .killableProperty()
                .not()
                .or(Bindings.createBooleanBinding(() -> !whyNot.getValue().isEmpty(), whyNot)));
    kill.setOnAction(action -> model.kill());
    return kill;
  }

  private Node otherButtons(Runnable toFaults) {
    var grid = new GridPane(8, 8);
    if (model.canFreeze()) {
      grid.addRow(0, button("freeze", model.freezingProperty(), model::freezeOrUnfreeze));
    }
    var more = new Button("More faults…");
    more.setId("more-faults");
    more.setMaxWidth(Double.MAX_VALUE);
    more.setTooltip(new Tooltip("All kinds of faults, those that run, and all verdicts"));
    more.setOnAction(click -> toFaults.run());
    grid.addRow(0, more);
    var half = new ColumnConstraints();
    half.setPercentWidth(50);
    grid.getColumnConstraints().addAll(half, half);
    return grid;
  }

  private static Button button(String id, ObservableValue<ReplicaToggle> offer, Runnable action) {
    var button = new Button();
    button.setId(id);
    button.setMaxWidth(Double.MAX_VALUE);
    button.textProperty().bind(offer.map(ReplicaToggle::text));
    button.accessibleTextProperty().bind(offer.map(ReplicaToggle::says));
    button.disableProperty().bind(offer.map(each -> !each.possible()));
    button.setOnAction(pressed -> action.run());
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(offer.map(ReplicaToggle::says));
    button.setTooltip(tooltip);
    return button;
  }

  private void refresh() {
    model
        .judgingProperty()
        .get()
        .map(VerdictCard::of)
        .or(
            () ->
                model
                    .verdictProperty()
                    .get()
                    .map(each -> VerdictCard.brief(each, toFailures, toLedger)))
        .ifPresentOrElse(card -> result.getChildren().setAll(card), result.getChildren()::clear);
    Visibility.set(result, !result.getChildren().isEmpty());
  }
}
