package switchboard.console.report;

import java.util.List;
import switchboard.console.experiment.VerdictResult;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.experiment.VerdictResult.Proof;

/** Parts of a run's result whose sentences are redacted. */
final class Redacted {
  private Redacted() {}

  static VerdictResult of(VerdictResult verdict, Redaction redaction) {
    return new VerdictResult(
        verdict.result(),
        verdict.gate(),
        redaction.of(verdict.sentence()),
        verdict.causes().stream().map(redaction::of).toList());
  }

  static List<GateResult> gates(List<GateResult> gates, Redaction redaction) {
    return gates.stream()
        .map(
            each ->
                new GateResult(
                    each.gate(), each.state(), each.result(), redaction.of(each.sentence())))
        .toList();
  }

  static List<ObjectiveOutcome> objectives(List<ObjectiveOutcome> objectives, Redaction redaction) {
    return objectives.stream()
        .map(
            each ->
                new ObjectiveOutcome(
                    each.objective(),
                    each.during(),
                    each.named(),
                    each.limit(),
                    each.unit(),
                    each.measured(),
                    each.samples(),
                    each.over(),
                    each.atMostPercent(),
                    each.state(),
                    redaction.of(each.sentence())))
        .toList();
  }

  /** Null for null. */
  static Proof of(Proof proof, Redaction redaction) {
    return proof == null
        ? null
        : new Proof(proof.notBefore(), proof.notAfter(), redaction.of(proof.method()));
  }
}
