package switchboard.console.ui.chart;

import javafx.scene.paint.Color;
import switchboard.console.ui.fx.Palette;

/**
 * What kind of event a mark stands for; each has a colour and, so that colour is not all, a sign.
 */
public enum MarkKind {
  /** Something that the operator or the console started: launched, scaled. */
  ACTION("●"),
  /** A fault, injected or noticed. */
  DESTRUCTION("✕"),
  RECOVERY("✓"),
  /** Settings and limits. */
  CHANGE("◆");

  private final String sign;

  MarkKind(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  public Color color(Palette palette) {
    return switch (this) {
      case ACTION -> palette.action();
      case DESTRUCTION -> palette.destruction();
      case RECOVERY -> palette.recovery();
      case CHANGE -> palette.change();
    };
  }
}
