package switchboard.console.ui.faults;

import java.util.Objects;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.verdict.Result;

/**
 * How the result of a verdict looks, wherever it is shown.
 *
 * @param styleClass gives it its colour
 */
public record ResultSign(Feather icon, String styleClass) {
  public ResultSign {
    Objects.requireNonNull(icon);
    Objects.requireNonNull(styleClass);
  }

  /** That of a result. */
  public static ResultSign of(Result result) {
    var icon =
        switch (result) {
          case PASSED -> Feather.CHECK;
          case FAILED -> Feather.X;
          case INCONCLUSIVE -> Feather.HELP_CIRCLE;
          case INVALID -> Feather.ALERT_TRIANGLE;
          case ABORTED -> Feather.SLASH;
        };
    return new ResultSign(icon, result.word());
  }
}
