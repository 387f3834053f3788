package switchboard.console.fault.kind;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import switchboard.console.fault.proof.ProofFinding;
import switchboard.console.fault.proof.Window;
import switchboard.console.platform.BackendFault;
import switchboard.console.text.Format;

/** A freeze of a replica by itself, where its engine cannot pause it. */
record Hang(String target, Duration lasts) implements ReplicaFault {
  /** A replica that does not hang answers sooner, also a busy one. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

  @Override
  public FaultKind type() {
    return Freeze.KIND;
  }

  @Override
  public BackendFault asked() {
    return new BackendFault(BackendFault.HANG, Map.of(), lasts);
  }

  @Override
  public boolean isOutage() {
    return true;
  }

  @Override
  public String headline() {
    return asFreeze().headline();
  }

  @Override
  public String mark() {
    return asFreeze().mark();
  }

  private Freeze asFreeze() {
    return new Freeze(target, lasts);
  }

  /** It lives, and takes half of the time to answer, or longer than a replica ever does. */
  @Override
  public ProofFinding in(Window baseline, Window window, List<Window> others) {
    var now = window.until();
    var alive =
        switch (now.state()) {
          case READY, NOT_READY, PAUSED -> true;
          case STARTING, RESTARTING, STOPPING, STOPPED -> false;
        };
    if (!alive) {
      return ProofFinding.UNKNOWN;
    }
    var half = lasts.dividedBy(2);
    var least = half.compareTo(LONGEST_ANSWER) < 0 ? half : LONGEST_ANSWER;
    if (now.took().compareTo(least) >= 0) {
      return ProofFinding.present(
          (now.answers() ? "alive, and answered after " : "alive, and no answer within ")
              + Format.duration(now.took()));
    }
    return now.answers()
        ? ProofFinding.absent("answered after " + Format.duration(now.took()))
        : ProofFinding.UNKNOWN;
  }
}
