package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import switchboard.console.fault.proof.ProofFinding;
import switchboard.console.fault.proof.Window;
import switchboard.console.platform.BackendFault;
import switchboard.console.text.Durations;

/**
 * A replica's clock is wrong, as its service sees it: in the times of messages and the validity of
 * tokens.
 *
 * @param offset ahead or, when negative, behind
 */
public record Skew(String target, Duration offset, Duration lasts) implements ReplicaFault {
  private static final double HOUR = 3_600;
  private static final double PRESET = 5;

  /** Both clocks are read to the millisecond. */
  private static final Duration RESOLUTION = Duration.ofMillis(2);

  private static final Parameter OFFSET =
      new Parameter("offset", Measure.OFFSET, -HOUR, HOUR, PRESET, Scale.CUBIC);

  static final FaultKind KIND =
      new FaultKind(
          "skew",
          "Skew clock",
          "Skew the clock of %s",
          "Its clock is ahead or behind",
          "The replica ends it after the duration.",
          List.of(OFFSET),
          true,
          List.of(Way.BY_REPLICA),
          (target, amounts, lasts, seed) -> new Skew(target, amounts.duration(OFFSET), lasts));

  public Skew {
    if (offset.isZero()) {
      throw new IllegalArgumentException("the offset is not zero");
    }
  }

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public BackendFault asked() {
    return new BackendFault("skewClock", Map.of("offsetMillis", offset.toMillis()), lasts);
  }

  private String strength() {
    return OFFSET.text(Measure.seconds(offset));
  }

  @Override
  public String headline() {
    return "Skewed " + target + "'s clock by " + strength() + " for " + Durations.text(lasts);
  }

  @Override
  public String mark() {
    return "skewed " + target + "'s clock by " + strength();
  }

  /** The time that it answers moves by the offset, within the time that the answers took. */
  @Override
  public ProofFinding in(Window baseline, Window window, List<Window> others) {
    var before = baseline.until();
    var now = window.until();
    if (before.clockAhead().isEmpty() || now.clockAhead().isEmpty()) {
      return ProofFinding.UNKNOWN;
    }
    var moved = now.clockAhead().get().minus(before.clockAhead().get());
    var tolerance = RESOLUTION.plus(before.took()).plus(now.took());
    var words =
        "its clock moved by " + OFFSET.words(Measure.seconds(moved)) + " against this machine's";
    if (moved.abs().compareTo(tolerance) <= 0) {
      return tolerance.compareTo(offset.abs()) < 0
          ? ProofFinding.absent(words)
          : ProofFinding.UNKNOWN;
    }
    return moved.minus(offset).abs().compareTo(tolerance) <= 0
        ? ProofFinding.present(words)
        : ProofFinding.UNKNOWN;
  }
}
