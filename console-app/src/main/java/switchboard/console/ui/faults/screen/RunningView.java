package switchboard.console.ui.faults.screen;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import switchboard.console.ui.faults.UndoModel;
import switchboard.console.ui.fx.Visibility;

/** The faults that run or are judged, each as a card that stays while it does. */
final class RunningView extends VBox {
  private final UndoModel undoing;
  private final VBox running = new VBox();
  private final Button undoAll = new Button("Undo all");

  RunningView(ObservableValue<List<RunningFault>> faults, UndoModel undoing) {
    this.undoing = undoing;
    getStyleClass().add("running");
    running.getStyleClass().add("running");
    undoAll.setId("undo-all");
    undoAll.setTooltip(new Tooltip("Ends every fault at once (Ctrl+Shift+Z)"));
    undoAll.setOnAction(click -> undoing.undoAll());
    getChildren().addAll(running, undoAll);
    faults.subscribe(this::show);
  }

  private void show(List<RunningFault> faults) {
    var cards = running.getChildren();
    cards.removeIf(card -> faults.stream().noneMatch(((RunningCard) card)::isOf));
    for (int i = 0; i < faults.size(); i++) {
      var fault = faults.get(i);
      if (i >= cards.size() || !((RunningCard) cards.get(i)).isOf(fault)) {
        cards.add(i, new RunningCard(fault, undoing::undo));
      }
      ((RunningCard) cards.get(i)).show(fault);
    }
    Visibility.set(undoAll, faults.stream().filter(RunningFault::undoable).count() > 1);
    Visibility.set(this, !cards.isEmpty());
  }
}
