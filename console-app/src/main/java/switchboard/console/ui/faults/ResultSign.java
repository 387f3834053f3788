package switchboard.console.ui.faults;

import java.util.Objects;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.fault.Verdict;

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
  public static ResultSign of(Verdict.Result result) {
    return switch (result) {
      case PASSED -> new ResultSign(Feather.CHECK, "passed");
      case FAILED -> new ResultSign(Feather.X, "failed");
      case NO_VERDICT -> new ResultSign(Feather.ALERT_TRIANGLE, "no-verdict");
    };
  }
}
