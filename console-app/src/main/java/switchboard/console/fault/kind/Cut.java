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

/** A replica cannot reach the store. */
public record Cut(String target, Duration lasts) implements ReplicaFault {
  static final FaultKind KIND =
      new FaultKind(
          "cut",
          "Cut",
          "Cut %s off the store",
          "It cannot reach the store",
          "The replica ends it after the duration.",
          List.of(),
          true,
          List.of(Way.BY_REPLICA),
          (target, none, lasts, seed) -> new Cut(target, lasts));

  @Override
  public FaultKind type() {
    return KIND;
  }

  @Override
  public BackendFault asked() {
    return new BackendFault("cutStore", Map.of(), lasts);
  }

  @Override
  public boolean isOutage() {
    return true;
  }

  @Override
  public String headline() {
    return "Cut " + target + " off the store for " + Durations.text(lasts);
  }

  @Override
  public String mark() {
    return "cut " + target + " off the store";
  }

  /** Messages do not reach the store from the target, and from it alone. */
  @Override
  public ProofFinding in(Window baseline, Window window, List<Window> others) {
    var failed = Math.round(window.rise(ProofFigure.APPEND_ERRORS).orElse(0));
    if (failed > 0) {
      return others.stream().anyMatch(each -> each.rise(ProofFigure.APPEND_ERRORS).orElse(0) > 0)
          ? ProofFinding.UNKNOWN
          : ProofFinding.present(
              Format.count(failed, "message")
                  + " did not reach the store, on "
                  + target
                  + " alone");
    }
    var stored = Math.round(window.rise(ProofFigure.APPENDS).orElse(0));
    return stored > 0
        ? ProofFinding.absent(
            Format.count(stored, "message") + " reached the store, all that were sent")
        : ProofFinding.UNKNOWN;
  }
}
