package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.Labels.label;
import static switchboard.console.ui.fx.Labels.wrapped;

import java.util.ArrayList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Breaking things, and how the system took it. */
final class FaultView extends VBox {
  private final FaultModel model;
  private final VBox results = new VBox();

  FaultView(FaultModel model) {
    this.model = model;
    getStyleClass().add("settings");
    results.getStyleClass().add("verdicts");
    getChildren()
        .addAll(
            target(), killButton(), wrapped("SIGKILL, no grace; it restarts by itself.", "hint"));
    getChildren().add(results);
    model.judgingProperty().subscribe(this::refresh);
    model.verdictsProperty().subscribe(this::refresh);
  }

  private Node target() {
    var choice = new ComboBox<>(model.targets());
    choice.setId("target");
    choice.setAccessibleText("Target of the failure");
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.valueProperty().bindBidirectional(model.targetProperty());
    HBox.setHgrow(choice, Priority.ALWAYS);
    var name = label("Target", "setting-name");
    name.setLabelFor(choice);
    name.setMinWidth(USE_PREF_SIZE);
    var row = new HBox(12, name, choice);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node killButton() {
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
                            ? "Kill a random backend"
                            : "Kill " + target));
    kill.disableProperty().bind(model.killableProperty().not());
    kill.setOnAction(action -> model.kill());
    return kill;
  }

  private void refresh() {
    var cards = new ArrayList<Node>();
    model.judgingProperty().get().reversed().forEach(each -> cards.add(VerdictCard.of(each)));
    model.verdictsProperty().get().forEach(each -> cards.add(VerdictCard.of(each)));
    results.getChildren().setAll(cards);
  }
}
