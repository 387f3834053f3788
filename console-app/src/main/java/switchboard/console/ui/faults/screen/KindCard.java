package switchboard.console.ui.faults.screen;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.spring;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.ui.fx.Visibility;

/**
 * A kind of fault: what it does, and how strong it is by default. The texts lie over the button: as
 * its own they would not wrap.
 */
final class KindCard extends StackPane {
  /** From this width on there is room for more than the title beside it. */
  private static final double ROOMY = 150;

  private final FaultKind kind;
  private final ToggleButton button = new ToggleButton();
  private final Label description = wrapped("", "kind-description");

  KindCard(FaultKind kind, InjectionModel model) {
    this.kind = kind;
    button.setId("kind-" + kind.name());
    button.getStyleClass().setAll("kind-button");
    button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    model.kindProperty().subscribe(chosen -> button.setSelected(isOf(chosen)));
    // Also when it is chosen already: a second click must not switch it off.
    button.setOnAction(
        click -> {
          model.choose(kind);
          button.setSelected(true);
        });
    var title = label(kind.title(), "kind-title");
    title.setMinWidth(USE_PREF_SIZE);
    var strength = label(kind.strength(), "kind-strength");
    widthProperty().subscribe(width -> Visibility.set(strength, width.doubleValue() >= ROOMY));
    var head = new HBox(4, title, spring(), strength);
    head.setAlignment(Pos.BASELINE_LEFT);
    var content = new VBox(head, description);
    content.getStyleClass().add("kind-content");
    content.setMouseTransparent(true);
    content.disableProperty().bind(button.disableProperty());
    getChildren().addAll(button, content);
  }

  boolean isOf(FaultKind other) {
    return kind.equals(other);
  }

  void show(KindOffer offer) {
    description.setText(offer.description());
    button.setDisable(!offer.isPossible());
    button.setAccessibleText(kind.title() + ": " + offer.description());
  }
}
