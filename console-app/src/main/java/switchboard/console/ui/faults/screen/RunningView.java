package switchboard.console.ui.faults.screen;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.VBox;
import switchboard.console.ui.fx.Visibility;

/** The faults that run or are judged, each as a card that stays while it does. */
final class RunningView extends VBox {
  RunningView(ObservableValue<List<RunningFault>> running) {
    getStyleClass().add("running");
    running.subscribe(this::show);
  }

  private void show(List<RunningFault> running) {
    var cards = getChildren();
    cards.removeIf(card -> running.stream().noneMatch(((RunningCard) card)::isOf));
    for (int i = 0; i < running.size(); i++) {
      var fault = running.get(i);
      if (i >= cards.size() || !((RunningCard) cards.get(i)).isOf(fault)) {
        cards.add(i, new RunningCard(fault));
      }
      ((RunningCard) cards.get(i)).show(fault);
    }
    Visibility.set(this, !cards.isEmpty());
  }
}
