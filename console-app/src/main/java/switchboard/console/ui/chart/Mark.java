package switchboard.console.ui.chart;

import java.time.Instant;
import java.util.Objects;
import javafx.scene.paint.Color;
import switchboard.console.ui.fx.Palette;

/** An event, drawn as a dashed vertical line; its text shows when the crosshair is on it. */
public record Mark(Instant at, Kind kind, String text) {

  /** What kind of event it stands for; each has a colour and, so that colour is not all, a sign. */
  public enum Kind {
    /** Something that the operator or the console started: launched, scaled. */
    ACTION("●"),
    /** A fault, injected or noticed. */
    DESTRUCTION("✕"),
    RECOVERY("✓"),
    /** Settings and limits. */
    CHANGE("◆");

    private final String sign;

    Kind(String sign) {
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

  public Mark {
    Objects.requireNonNull(at);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
  }
}
