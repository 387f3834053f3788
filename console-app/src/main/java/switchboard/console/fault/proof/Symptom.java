package switchboard.console.fault.proof;

import java.util.List;

/** How a fault shows on its target. */
@FunctionalInterface
public interface Symptom {

  /**
   * Looks for it.
   *
   * @param baseline of the target, from before the fault
   * @param window of the target, in which the fault may have acted
   * @param others the same window of the other replicas
   */
  ProofFinding in(Window baseline, Window window, List<Window> others);
}
