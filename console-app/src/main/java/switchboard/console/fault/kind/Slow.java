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
 * Requests to a replica, and messages sent over a socket to it, wait first.
 *
 * @param jitter the most by which a wait is shorter or longer
 * @param percent which share of them waits
 * @param seed of the choice of requests and of their waits
 */
public record Slow(
    String target, Duration delay, Duration jitter, double percent, int seed, Duration lasts)
    implements ReplicaFault {
  private static final Parameter DELAY =
      Parameter.of(Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ofMillis(200), "delay");
  private static final Parameter JITTER =
      new Parameter("jitter", Measure.SPREAD, 0, DELAY.most(), 0, Scale.CUBIC);
  private static final Parameter SHARE =
      new Parameter("share of requests", Measure.SHARE, 0.1, 100, 100, Scale.LINEAR);

  static final FaultKind KIND =
      new FaultKind(
          "slow",
          "Slow",
          "Slow %s",
          "Added latency",
          "The replica ends it after the duration.",
          List.of(DELAY, JITTER, SHARE),
          true,
          List.of(Way.BY_REPLICA),
          (target, amounts, lasts, seed) ->
              new Slow(
                  target,
                  amounts.duration(DELAY),
                  amounts.duration(JITTER),
                  amounts.of(SHARE),
                  seed,
                  lasts));

  public Slow {
    if (jitter.compareTo(delay) > 0) {
      throw new IllegalArgumentException("the jitter is at most the delay");
    }
  }

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public BackendFault asked() {
    return new BackendFault(
        "slow",
        Map.of(
            "delayMillis",
            delay.toMillis(),
            "jitterMillis",
            jitter.toMillis(),
            "percent",
            percent,
            "seed",
            seed),
        lasts);
  }

  private String strength() {
    return Durations.text(delay)
        + (jitter.isZero() ? "" : JITTER.text(Measure.seconds(jitter)))
        + (percent == SHARE.most() ? "" : " in " + SHARE.text(percent) + " of requests");
  }

  @Override
  public String headline() {
    return "Slowed " + target + " by " + strength() + " for " + Durations.text(lasts);
  }

  @Override
  public String mark() {
    return "slowed " + target + " by " + Durations.text(delay);
  }

  /** The mean of what it answers rises by half of the wait at least, and it says that it slowed. */
  @Override
  public ProofFinding in(Window baseline, Window window, List<Window> others) {
    var before = baseline.mean(ProofFigure.REQUEST_SECONDS, ProofFigure.REQUESTS);
    var now = window.mean(ProofFigure.REQUEST_SECONDS, ProofFigure.REQUESTS);
    if (before.isEmpty() || now.isEmpty()) {
      return ProofFinding.UNKNOWN;
    }
    var rise = now.getAsDouble() - before.getAsDouble();
    var expected = Measure.seconds(delay) * percent / SHARE.most();
    var words =
        "server-side mean %s, %s before"
            .formatted(
                Format.figure(now.getAsDouble(), Unit.SECONDS),
                Format.figure(before.getAsDouble(), Unit.SECONDS));
    return rise >= expected / 2 && window.rise(ProofFigure.SLOWED).orElse(0) > 0
        ? ProofFinding.present(words)
        : ProofFinding.absent(words);
  }
}
