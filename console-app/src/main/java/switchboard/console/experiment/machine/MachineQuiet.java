package switchboard.console.experiment.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Result;

/**
 * Whether the machine had nothing else to do during a run.
 *
 * @param before the launch, when what waits for a CPU is not the system
 * @param after the load
 */
public record MachineQuiet(MachineLoad before, MachineLoad after) {
  private static final double LOOP_TOLERANCE = 1.1;

  /** Chosen: what a run of a minute shows as seconds without a CPU. */
  private static final double MAX_WAITING_PERCENT = 10;

  /** Chosen: a percentile of requests is a hundredth, too. */
  private static final double MAX_STOLEN_PERCENT = 1;

  private static final double NANOS_PER_MILLI = 1e6;

  public MachineQuiet {
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
  }

  /**
   * Adds what was found.
   *
   * @param required whether a disturbance makes the run invalid; it is a remark otherwise
   */
  public void judge(boolean required, Judgement judgement) {
    var disturbances = disturbances();
    if (disturbances.isEmpty()) {
      judgement.held(Gate.MACHINE, loops());
    } else if (required) {
      disturbances.forEach(each -> judgement.notHeld(Gate.MACHINE, Result.INVALID, each));
    } else {
      judgement.remark(Gate.MACHINE, String.join("; ", disturbances));
    }
  }

  private List<String> disturbances() {
    var found = new ArrayList<String>();
    before.waitingPercent().stream()
        .filter(waiting -> waiting > MAX_WAITING_PERCENT)
        .mapToObj(
            waiting ->
                "Before the launch something waited for a CPU for "
                    + percent(waiting)
                    + " of the time")
        .forEach(found::add);
    if (stolenPercent() > MAX_STOLEN_PERCENT) {
      found.add("The hypervisor gave " + percent(stolenPercent()) + " of the CPU time to others");
    }
    if (slower() > LOOP_TOLERANCE || slower() < 1 / LOOP_TOLERANCE) {
      found.add(loops());
    }
    return found;
  }

  private double slower() {
    return (double) after.loop().toNanos() / before.loop().toNanos();
  }

  /** 0 where it is not known: then nothing speaks against the machine. */
  private double stolenPercent() {
    return before
        .ticks()
        .flatMap(
            first ->
                after
                    .ticks()
                    .filter(last -> last.all() > first.all())
                    .map(
                        last ->
                            100.0 * (last.stolen() - first.stolen()) / (last.all() - first.all())))
        .orElse(0.0);
  }

  private static String percent(double value) {
    return Format.figure(value, Unit.PERCENT).toString();
  }

  private String loops() {
    return "A fixed loop took "
        + millis(before.loop())
        + " ms before and "
        + millis(after.loop())
        + " ms after";
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.2f", time.toNanos() / NANOS_PER_MILLI);
  }
}
