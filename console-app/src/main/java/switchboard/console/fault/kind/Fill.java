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

/** A replica takes memory outside its heap; beyond its limit, the kernel kills it. */
public record Fill(String target, long bytes, Duration lasts) implements ReplicaFault {
  private static final double MIB = 1 << 20;
  private static final Parameter MEMORY =
      new Parameter("memory", Measure.MEMORY, MIB, 65_536 * MIB, 200 * MIB, Scale.LOGARITHMIC);

  static final FaultKind KIND =
      new FaultKind(
          "fill",
          "Fill memory",
          "Fill memory on %s",
          "Memory taken outside the heap, up to a kill for want of it",
          "The replica frees it after the duration.",
          List.of(MEMORY),
          true,
          List.of(Way.BY_REPLICA),
          (target, amounts, lasts, seed) ->
              new Fill(target, Math.round(amounts.of(MEMORY)), lasts));

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public BackendFault asked() {
    return new BackendFault("fillMemory", Map.of("bytes", bytes), lasts);
  }

  @Override
  public String headline() {
    return "Filled "
        + MEMORY.text((double) bytes)
        + " on "
        + target
        + " for "
        + Durations.text(lasts);
  }

  @Override
  public String mark() {
    return "filled " + MEMORY.text((double) bytes) + " on " + target;
  }

  /** Its memory rises by half of what was asked at least. */
  @Override
  public ProofFinding in(Window baseline, Window window, List<Window> others) {
    var before = baseline.until().figure(ProofFigure.MEMORY);
    var now = window.until().figure(ProofFigure.MEMORY);
    if (before.isEmpty() || now.isEmpty()) {
      return ProofFinding.UNKNOWN;
    }
    var words =
        "memory %s, %s before"
            .formatted(
                Format.figure(now.getAsDouble(), Unit.BYTES),
                Format.figure(before.getAsDouble(), Unit.BYTES));
    return now.getAsDouble() - before.getAsDouble() >= bytes / 2.0
        ? ProofFinding.present(words)
        : ProofFinding.absent(words);
  }
}
