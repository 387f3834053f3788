package switchboard.console.ui.shell;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;

/** What the window can show, in the order of the rail. */
enum Screen {
  COCKPIT("Cockpit", Feather.HOME, KeyCode.F1),
  LOGS("Logs", Feather.ALIGN_LEFT, KeyCode.F2),
  SETTINGS("Settings", Feather.SETTINGS, KeyCode.F3);

  private final String title;
  private final Feather icon;
  private final KeyCode key;

  Screen(String title, Feather icon, KeyCode key) {
    this.title = title;
    this.icon = icon;
    this.key = key;
  }

  String title() {
    return title;
  }

  Feather icon() {
    return icon;
  }

  KeyCombination keys() {
    return new KeyCodeCombination(key);
  }
}
