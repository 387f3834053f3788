package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import switchboard.console.platform.BackendFault;
import switchboard.console.text.Durations;

/**
 * A replica refuses requests, and messages sent over a socket to it, with 503.
 *
 * @param percent which share of them
 * @param seed of the choice of requests
 */
public record Errors(String target, double percent, int seed, Duration lasts)
    implements ReplicaFault {
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
}
