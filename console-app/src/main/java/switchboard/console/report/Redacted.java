package switchboard.console.report;

import java.util.List;
import switchboard.console.experiment.VerdictResult;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.experiment.VerdictResult.Proof;
import switchboard.console.experiment.probe.ClaimResult;
import switchboard.console.experiment.probe.ProbeResult;

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

  static List<ClaimResult> claims(List<ClaimResult> claims, Redaction redaction) {
    return claims.stream()
        .map(
            each ->
                new ClaimResult(
                    redaction.of(each.source()),
                    redaction.of(each.claim()),
                    each.expected(),
                    each.measured(),
                    each.met()))
        .toList();
  }

  static List<ProbeResult> probes(List<ProbeResult> probes, Redaction redaction) {
    return probes.stream()
        .map(
            each ->
                new ProbeResult(
                    each.id(),
                    each.when(),
                    redaction.of(each.asked()),
                    each.expected(),
                    each.state(),
                    each.answers(),
                    each.misses(),
                    each.least(),
                    each.most(),
                    each.failsWithoutData(),
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
