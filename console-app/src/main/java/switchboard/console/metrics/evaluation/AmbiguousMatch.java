package switchboard.console.metrics.evaluation;

import switchboard.console.metrics.Labels;

/**
 * Two series of one side have the same labels, so the operands are ambiguous; PromQL refuses this
 * too.
 */
final class AmbiguousMatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AmbiguousMatch(Labels labels) {
    super(
        "More than one series has the labels "
            + labels
            + "; sum by the labels that tell them apart");
  }
}
