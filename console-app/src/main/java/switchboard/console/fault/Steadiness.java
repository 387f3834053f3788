package switchboard.console.fault;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Result;
import switchboard.console.verdict.Trend;

/**
 * How steady a system was before its faults.
 *
 * @param throughput of the requests per second
 * @param median of the time that half of the requests took, each second
 */
public record Steadiness(Trend throughput, Trend median) {
  public Steadiness {
    Objects.requireNonNull(throughput);
    Objects.requireNonNull(median);
  }

  /**
   * Adds what was found.
   *
   * @param of empty when the baseline was too short to say
   * @param required whether an objective is about the times of the baseline; a trend is a remark
   *     otherwise
   */
  public static void judge(Optional<Steadiness> of, boolean required, Judgement judgement) {
    if (of.isEmpty()) {
      judgement.notApplicable(
          Gate.STEADY,
          "There were fewer than "
              + Trend.MIN_POINTS
              + " seconds to judge by between the warm-up and the first fault");
    } else {
      of.get().judge(required, judgement);
    }
  }

  private void judge(boolean required, Judgement judgement) {
    var moving = new ArrayList<String>();
    if (!throughput.isSteady()) {
      moving.add("throughput by " + change(throughput));
    }
    if (!median.isSteady()) {
      moving.add("the request p50 by " + change(median));
    }
    var sentence = "Before the first fault there was a trend: " + String.join(", ", moving);
    if (moving.isEmpty()) {
      judgement.held(Gate.STEADY, "Neither throughput nor the request p50 had a trend");
    } else if (required) {
      judgement.notHeld(Gate.STEADY, Result.INVALID, sentence);
    } else {
      judgement.remark(Gate.STEADY, sentence);
    }
  }

  private static String change(Trend trend) {
    return String.format(Locale.ROOT, "%+.1f %% a minute", trend.percentPerMinute());
  }
}
