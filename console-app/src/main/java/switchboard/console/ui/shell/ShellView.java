package switchboard.console.ui.shell;

import java.util.Map;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import switchboard.console.ui.cockpit.CockpitModel;
import switchboard.console.ui.cockpit.CockpitView;
import switchboard.console.ui.cockpit.LifecycleModel.Phase;
import switchboard.console.ui.fx.Palette;

/** The window's content: the top bar, notices, and the screen beneath them. */
public final class ShellView extends BorderPane {
  private final CockpitModel model;
  private final Notices notices;

  public ShellView(CockpitModel model, Notices notices, Theme theme, Palette palette) {
    this.model = model;
    this.notices = notices;
    getStyleClass().add("shell");
    setTop(new TopBar(model, theme, palette));
    // Over the screen and not above it: what is about to be clicked must not move.
    var notice = new NoticeBar(notices);
    StackPane.setAlignment(notice, Pos.BOTTOM_LEFT);
    StackPane.setMargin(notice, new Insets(14));
    setCenter(new StackPane(new CockpitView(model, palette), notice));
  }

  /** Adds the keys that work everywhere in the window. */
  public void bindKeys(Scene scene) {
    scene
        .getAccelerators()
        .putAll(
            Map.of(
                new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN),
                model::launch,
                new KeyCodeCombination(KeyCode.PERIOD, KeyCombination.SHORTCUT_DOWN),
                this::stopOrCancel,
                new KeyCodeCombination(KeyCode.ESCAPE),
                notices::dismiss));
  }

  private void stopOrCancel() {
    if (model.lifecycle().phaseProperty().get() == Phase.LAUNCHING) {
      model.lifecycle().cancelLaunch();
    } else {
      model.stop();
    }
  }
}
