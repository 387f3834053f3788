package switchboard.console.ui.fx;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/**
 * A small round light. What it says is always also said in words beside it or to screen readers.
 */
public final class StateDot extends Region {

  /** Its colour. */
  public enum Light {
    GOOD,
    BUSY,
    BAD,
    OFF;

    private PseudoClass pseudoClass() {
      return PseudoClass.getPseudoClass(name().toLowerCase(Locale.ROOT));
    }
  }

  public StateDot() {
    getStyleClass().add("state-dot");
    setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
  }

  /**
   * Takes another colour.
   *
   * @param words what the light says
   */
  public void show(Light light, String words) {
    for (var each : Light.values()) {
      pseudoClassStateChanged(each.pseudoClass(), each == light);
    }
    setAccessibleText(words);
  }
}
