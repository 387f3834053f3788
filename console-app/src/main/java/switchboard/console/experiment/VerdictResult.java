package switchboard.console.experiment;

import java.util.List;
import switchboard.console.fault.Evidence;
import switchboard.console.verdict.Conclusion;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.ObjectiveResult;
import switchboard.console.verdict.Result;

/**
 * A verdict, as the JSON file has it.
 *
 * @param gate the first that did not hold; absent for a pass and for what was aborted
 * @param sentence what decided and what to do
 * @param causes why it did not pass, a sentence each, what decides first
 */
public record VerdictResult(Result result, Gate gate, String sentence, List<String> causes) {
  static VerdictResult of(Conclusion conclusion) {
    return new VerdictResult(
        conclusion.result(),
        conclusion.gate().orElse(null),
        conclusion.sentence(),
        conclusion.reasons());
  }

  /**
   * How a gate was found.
   *
   * @param result what it makes the verdict when it decides; absent when it held or is a remark
   * @param sentence absent when there is nothing to say
   */
  public record GateResult(Gate gate, GateCheck.State state, Result result, String sentence) {
    static List<GateResult> of(Conclusion conclusion) {
      return conclusion.gates().stream()
          .map(
              check ->
                  new GateResult(
                      check.gate(),
                      check.state(),
                      check.result().orElse(null),
                      check.sentence().orElse(null)))
          .toList();
    }
  }

  /**
   * An objective and how it was met.
   *
   * @param objective "requests.p99&lt;=250ms"
   * @param during the phase; absent for a figure that has none
   * @param named whether it was asked for; the others are those of every run
   * @param limit in {@code unit}, as {@code measured} is; absent units are plain numbers
   * @param measured absent when there was nothing to measure
   * @param samples how many requests, deliveries or faults that is of
   * @param over how many of the samples were over the limit
   * @param atMostPercent no more than this share of all that could come is over the limit, with 95
   *     % confidence; the samples of a run depend on each other, so it is a floor
   */
  public record ObjectiveOutcome(
      String objective,
      String during,
      boolean named,
      double limit,
      String unit,
      Double measured,
      Long samples,
      Long over,
      Double atMostPercent,
      ObjectiveResult.State state,
      String sentence) {
    static ObjectiveOutcome of(ObjectiveResult result) {
      var objective = result.objective();
      var figure = objective.figure();
      return new ObjectiveOutcome(
          objective.condition(),
          figure.hasPhases() ? objective.during().word() : null,
          objective.named(),
          objective.limit(),
          figure.measure().unit(),
          result.measured().stream().filter(Double::isFinite).boxed().findFirst().orElse(null),
          result.samples().isPresent() ? result.samples().getAsLong() : null,
          result.evidence().map(each -> each.events()).orElse(null),
          result.evidence().map(each -> 100 * each.upperBound()).orElse(null),
          result.state(),
          result.sentence());
    }
  }

  /**
   * That something happened within two instants, and how it is known.
   *
   * @param notBefore ISO 8601, UTC, as is {@code notAfter}
   */
  public record Proof(String notBefore, String notAfter, String method) {
    static Proof of(Evidence evidence) {
      return new Proof(
          evidence.notBefore().toString(), evidence.notAfter().toString(), evidence.method());
    }
  }
}
