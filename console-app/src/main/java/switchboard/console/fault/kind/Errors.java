package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import switchboard.console.fault.proof.ProofFigure;
import switchboard.console.fault.proof.ProofFinding;
import switchboard.console.fault.proof.Window;
import switchboard.console.platform.BackendFault;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * A replica refuses requests, and messages sent over a socket to it, with 503.
 *
 * @param percent which share of them
 * @param seed of the choice of requests
 */
public record Errors(String target, double percent, int seed, Duration lasts)
    implements ReplicaFault {
  /** A sample of a normal distribution lies within these with a probability of 99.9 %. */
  private static final double STANDARD_DEVIATIONS = 3.29;

  /** So that a few requests that were under way at the beginning do not count against 100 %. */
  private static final double MIN_VARIANCE = 0.01;

  private static final Parameter SHARE =
      new Parameter("share of requests", Measure.SHARE, 0.1, 100, 20, Scale.LOGARITHMIC);

  static final FaultKind KIND =
      new FaultKind(
          "errors",
          "Errors",
          "Inject errors into %s",
          "Requests are refused with 503",
          "The replica ends it after the duration.",
          List.of(SHARE),
          true,
          List.of(Way.BY_REPLICA),
          (target, amounts, lasts, seed) -> new Errors(target, amounts.of(SHARE), seed, lasts));

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public BackendFault asked() {
    return new BackendFault("errors", Map.of("percent", percent, "seed", seed), lasts);
  }

  @Override
  public boolean isOutage() {
    return percent == SHARE.most();
  }

  @Override
  public String headline() {
    return "Errors in "
        + SHARE.text(percent)
        + " of "
        + target
        + "'s requests for "
        + Durations.text(lasts);
  }

  @Override
  public String mark() {
    return SHARE.text(percent) + " errors on " + target;
  }

  /** The share that it refuses is within the binomial interval, and it says that it refused. */
  @Override
  public ProofFinding in(Window baseline, Window window, List<Window> others) {
    var requests = window.rise(ProofFigure.REQUESTS).orElse(0);
    var refused = window.rise(ProofFigure.REFUSED).orElse(0);
    if (requests <= 0) {
      return ProofFinding.UNKNOWN;
    }
    var words =
        "%s of %s refused, %s"
            .formatted(
                Format.whole(refused),
                Format.count(Math.round(requests), "request"),
                Format.figure(refused / requests * SHARE.most(), Unit.PERCENT));
    if (refused <= 0) {
      return ProofFinding.absent(words);
    }
    var share = percent / SHARE.most();
    var variance = Math.max(MIN_VARIANCE, share * (1 - share));
    var isExpected =
        Math.abs(refused - requests * share)
            <= STANDARD_DEVIATIONS * Math.sqrt(requests * variance) + 0.5;
    return isExpected && window.rise(ProofFigure.STRUCK).orElse(0) > 0
        ? ProofFinding.present(words)
        : ProofFinding.UNKNOWN;
  }
}
