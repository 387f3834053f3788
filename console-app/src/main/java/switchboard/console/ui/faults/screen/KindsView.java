package switchboard.console.ui.faults.screen;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import switchboard.console.fault.kind.FaultKind;

/** The kinds of faults as cards. */
final class KindsView extends GridPane {
  private static final int COLUMNS = 5;

  private final List<KindCard> cards;

  KindsView(InjectionModel model) {
    getStyleClass().add("kinds");
    cards = FaultKind.all().stream().map(kind -> new KindCard(kind, model)).toList();
    for (int i = 0; i < cards.size(); i++) {
      add(cards.get(i), i % COLUMNS, i / COLUMNS);
    }
    for (int i = 0; i < COLUMNS; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / COLUMNS);
      column.setHalignment(HPos.LEFT);
      getColumnConstraints().add(column);
    }
    for (int i = 0; i < cards.size(); i += COLUMNS) {
      var row = new RowConstraints();
      row.setVgrow(Priority.NEVER);
      getRowConstraints().add(row);
    }
    model.kindsProperty().subscribe(offers -> offers.forEach(this::show));
  }

  private void show(KindOffer offer) {
    cards.stream().filter(each -> each.isOf(offer.kind())).forEach(each -> each.show(offer));
  }
}
