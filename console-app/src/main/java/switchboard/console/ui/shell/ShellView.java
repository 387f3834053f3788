package switchboard.console.ui.shell;

import java.util.HashMap;
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
  private final PlatformsModel platforms;
  private final Notices notices;
  private final Map<CockpitModel, CockpitView> cockpits = new HashMap<>();

  public ShellView(PlatformsModel platforms, Notices notices, Theme theme, Palette palette) {
    this.platforms = platforms;
    this.notices = notices;
    getStyleClass().add("shell");
    setTop(new TopBar(platforms, theme, palette));
    // Over the screen and not above it: what is about to be clicked must not move.
    var notice = new NoticeBar(notices);
    StackPane.setAlignment(notice, Pos.BOTTOM_LEFT);
    StackPane.setMargin(notice, new Insets(14));
    var cockpit = new StackPane();
    setCenter(new StackPane(cockpit, notice));
    platforms
        .shownProperty()
        .subscribe(
            model ->
                cockpit
                    .getChildren()
                    .setAll(
                        cockpits.computeIfAbsent(model, each -> new CockpitView(each, palette))));
  }

  /** Adds the keys that work everywhere in the window. */
  public void bindKeys(Scene scene) {
    scene
        .getAccelerators()
        .putAll(
            Map.of(
                new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN),
                () -> shown().launch(),
                new KeyCodeCombination(KeyCode.PERIOD, KeyCombination.SHORTCUT_DOWN),
                this::stopOrCancel,
                new KeyCodeCombination(KeyCode.ESCAPE),
                notices::dismiss));
    for (int i = 0; i < platforms.choices().size(); i++) {
      var id = platforms.choices().get(i).id();
      scene.getAccelerators().put(PlatformSwitch.keys(i), () -> platforms.choose(id));
    }
  }

  private void stopOrCancel() {
    if (shown().lifecycle().phaseProperty().get() == Phase.LAUNCHING) {
      shown().lifecycle().cancelLaunch();
    } else {
      shown().stop();
    }
  }

  private CockpitModel shown() {
    return platforms.shownProperty().get();
  }
}
