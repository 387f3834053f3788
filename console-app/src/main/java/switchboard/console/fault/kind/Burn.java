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

/** A replica spends CPU time, as far as its limit lets it. */
public record Burn(String target, double cores, Duration lasts) implements ReplicaFault {
  private static final Parameter CORES =
      new Parameter("cores", Measure.CORES, 0.05, 64, 0.5, Scale.LOGARITHMIC);

  static final FaultKind KIND =
      new FaultKind(
          "burn",
          "Burn CPU",
          "Burn CPU on %s",
          "Threads that spend CPU time",
          "The replica ends it after the duration.",
          List.of(CORES),
          true,
          List.of(Way.BY_REPLICA),
          (target, amounts, lasts, seed) -> new Burn(target, amounts.of(CORES), lasts));

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public BackendFault asked() {
    return new BackendFault("burnCpu", Map.of("cores", cores), lasts);
  }

  @Override
  public String headline() {
    return "Burned " + CORES.text(cores) + " cores on " + target + " for " + Durations.text(lasts);
  }

  @Override
  public String mark() {
    return "burned " + CORES.text(cores) + " cores on " + target;
  }

  /** Its CPU use rises by half of what was asked, or of what its limit leaves, at least. */
  @Override
  public ProofFinding in(Window baseline, Window window, List<Window> others) {
    var before = baseline.cores();
    var now = window.cores();
    if (before.isEmpty() || now.isEmpty()) {
      return ProofFinding.UNKNOWN;
    }
    var limit =
        window
            .until()
            .figure(ProofFigure.CPU_LIMIT)
            .orElse(Runtime.getRuntime().availableProcessors());
    var expected = Math.min(cores, limit - before.getAsDouble());
    var words =
        "CPU use %s, %s before"
            .formatted(
                Format.figure(now.getAsDouble(), Unit.CORES),
                Format.figure(before.getAsDouble(), Unit.CORES));
    return now.getAsDouble() - before.getAsDouble() >= expected / 2
        ? ProofFinding.present(words)
        : ProofFinding.absent(words);
  }
}
