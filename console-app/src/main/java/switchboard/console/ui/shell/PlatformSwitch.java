package switchboard.console.ui.shell;

import java.util.HashMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** A segment for each platform; the one on screen is selected. */
final class PlatformSwitch extends HBox {
  private final PlatformsModel model;
  private final ToggleGroup group = new ToggleGroup();
  private final Map<String, ToggleButton> segments = new HashMap<>();

  /** A segment that cannot be switched off, only another one on. */
  private static final class Segment extends ToggleButton {
    Segment(String text) {
      super(text);
    }

    @Override
    public void fire() {
      if (!isSelected()) {
        super.fire();
      }
    }
  }

  PlatformSwitch(PlatformsModel model) {
    this.model = model;
    getStyleClass().add("switch");
    setAlignment(Pos.CENTER);
    setMaxHeight(USE_PREF_SIZE);
    setMinWidth(USE_PREF_SIZE);
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText("Platform");
    for (int i = 0; i < model.choices().size(); i++) {
      getChildren().add(segment(model.choices().get(i), keys(i)));
    }
    group
        .selectedToggleProperty()
        .addListener(
            (property, was, now) -> {
              if (now != null) {
                model.choose((String) now.getUserData());
              }
              select(model.chosenProperty().get());
            });
    model.chosenProperty().subscribe(this::select);
  }

  /** What chooses a platform from everywhere in the window: Ctrl+1 for the first. */
  static KeyCombination keys(int position) {
    return new KeyCodeCombination(
        KeyCode.getKeyCode(Integer.toString(position + 1)), KeyCombination.SHORTCUT_DOWN);
  }

  private Node segment(PlatformsModel.Choice choice, KeyCombination keys) {
    var segment = new Segment(choice.name());
    segment.setId("platform-" + choice.id());
    segment.setUserData(choice.id());
    segment.setToggleGroup(group);
    segment.setMinWidth(USE_PREF_SIZE);
    segments.put(choice.id(), segment);
    // A disabled control shows no tooltip; what holds it does.
    var holder = new StackPane(segment);
    var tooltip = new Tooltip();
    Tooltip.install(holder, tooltip);
    Runnable refresh =
        () -> {
          var chosen = choice.id().equals(model.chosenProperty().get());
          var held = chosen ? "" : model.heldProperty().get();
          segment.setDisable(!held.isEmpty());
          tooltip.setText(
              held.isEmpty() ? choice.name() + " (" + keys.getDisplayText() + ")" : held);
          segment.setAccessibleText("Platform: " + choice.name());
          segment.setAccessibleHelp(tooltip.getText());
        };
    model.chosenProperty().subscribe(value -> refresh.run());
    model.heldProperty().subscribe(value -> refresh.run());
    return holder;
  }

  private void select(String id) {
    segments.get(id).setSelected(true);
  }
}
