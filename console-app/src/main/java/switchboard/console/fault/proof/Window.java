package switchboard.console.fault.proof;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/** What happened to an instance between two moments. */
public record Window(Vitals from, Vitals until) {
  private static final double NANOS_PER_SECOND = 1e9;

  public Window {
    Objects.requireNonNull(from);
    Objects.requireNonNull(until);
  }

  /** How long it was, in seconds. */
  public double seconds() {
    return seconds(Duration.between(from.answered(), until.answered()));
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }

  /** Whether both are of one process; false, too, where that is not known. */
  public boolean isOfOneProcess() {
    var start = from.figure(ProofFigure.PROCESS_START);
    return start.isPresent() && start.equals(until.figure(ProofFigure.PROCESS_START));
  }

  /**
   * By how much a figure has risen; empty when that is not known, also because another process
   * counts from zero.
   */
  public OptionalDouble rise(ProofFigure figure) {
    var before = from.figure(figure);
    var after = until.figure(figure);
    return isOfOneProcess() && before.isPresent() && after.isPresent()
        ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
        : OptionalDouble.empty();
  }

  /** A sum by what it is a sum of, such as seconds by requests; empty when there were none. */
  public OptionalDouble mean(ProofFigure sum, ProofFigure of) {
    var count = rise(of);
    var total = rise(sum);
    return count.isPresent() && total.isPresent() && count.getAsDouble() > 0
        ? OptionalDouble.of(total.getAsDouble() / count.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The mean of the cores in use; empty when that is not known. */
  public OptionalDouble cores() {
    var used = rise(ProofFigure.CPU_SECONDS);
    return used.isPresent() && seconds() > 0
        ? OptionalDouble.of(used.getAsDouble() / seconds())
        : OptionalDouble.empty();
  }
}
