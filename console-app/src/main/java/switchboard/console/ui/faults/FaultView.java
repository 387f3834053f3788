package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.ArrayList;
import java.util.List;
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

/** The fault controls and the verdicts. */
public final class FaultView extends VBox {
  private final FaultModel model;
  private final Consumer<FailedRequests.Span> toFailures;
  private final Consumer<Verdict> toLedger;
  private final VBox judging = new VBox();
  private final VBox verdicts = new VBox();

  /**
   * @param toFailures shows the failed requests of a span of time
   * @param toLedger shows a fault's detection ledger
   */
  public FaultView(
      FaultModel model, Consumer<FailedRequests.Span> toFailures, Consumer<Verdict> toLedger) {
    var whyNoKill = model.rights().whyNot(Action.KILL);
    this.model = model;
    this.toFailures = toFailures;
    this.toLedger = toLedger;
    getStyleClass().add("settings");
    judging.getStyleClass().add("verdicts");
    verdicts.getStyleClass().add("verdicts");
    getChildren()
        .addAll(
            target(),
            killButton(whyNoKill),
            DisabledReason.note("kill-obstacle", whyNoKill),
            wrapped("SIGKILL, no grace period; it restarts automatically.", "hint"),
            otherButtons(),
            new ProgressRow(model.replicas().progressProperty()),
            judging,
            verdicts);
    model.judgingProperty().subscribe(this::showJudging);
    model.verdictsProperty().subscribe(this::showVerdicts);
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

  private Node otherButtons() {
    var grid = new GridPane(8, 8);
    var buttons = new ArrayList<Button>();
    if (model.canFreeze()) {
      buttons.add(button("freeze", model.freezingProperty(), model::freezeOrUnfreeze));
    }
    if (model.canStop()) {
      buttons.add(button("stop-replica", model.stoppingProperty(), model::stopOrStart));
    }
    grid.addRow(0, buttons.toArray(new Button[0]));
    Visibility.set(grid, !buttons.isEmpty());
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

  private void showJudging(List<FaultModel.Observed> all) {
    judging.getChildren().setAll(all.reversed().stream().map(VerdictCard::of).toList());
    Visibility.set(judging, !all.isEmpty());
  }

  /** Only when there are others: a button that is replaced loses the focus. */
  private void showVerdicts(List<Verdict> all) {
    verdicts
        .getChildren()
        .setAll(all.stream().map(each -> VerdictCard.of(each, toFailures, toLedger)).toList());
  }
}
