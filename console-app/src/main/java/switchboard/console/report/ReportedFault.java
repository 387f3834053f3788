package switchboard.console.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import switchboard.console.experiment.RunResult.FaultResult;
import switchboard.console.experiment.RunResult.LedgerLine;
import switchboard.console.experiment.VerdictResult;
import switchboard.console.experiment.VerdictResult.Proof;
import switchboard.console.fault.Ledger;
import switchboard.console.fault.Verdict;

/**
 * One fault and what came of it.
 *
 * @param at when it began, ISO 8601, UTC
 * @param headline "Killed backend-2"
 * @param sentence the figures that there are
 * @param recovery how long the recovery took from the end of the fault's own duration, as the
 *     objective {@code recovery} has it, no finer than it was seen: "1.2 to 1.8 s"; absent when
 *     there was none
 * @param recoveryMillis the same, at most; absent likewise
 * @param recoveredAfterMillis since the injection, at most; absent likewise
 * @param noticedFirst what noticed it first, as a sentence
 * @param ledger when what happened
 */
public record ReportedFault(
    String kind,
    String target,
    String at,
    String headline,
    String sentence,
    VerdictResult verdict,
    String recovery,
    Long recoveryMillis,
    Long recoveredAfterMillis,
    long requestsFailed,
    long messagesLost,
    Proof proven,
    Proof undone,
    String noticedFirst,
    List<Line> ledger) {

  /**
   * One line of the detection ledger: it happened between two moments, or why there are none.
   *
   * @param name "gateway took it out"
   * @param notBefore ISO 8601, UTC
   * @param notAfter ISO 8601, UTC
   * @param sinceInjection how long after the injection: "0.4 to 1.4 s"
   * @param method how it is known
   * @param absent why it has no moment
   */
  public record Line(
      String name,
      String notBefore,
      String notAfter,
      String sinceInjection,
      String method,
      String absent) {}

  /**
   * @param result the same verdict, as the result of the run has it
   */
  static ReportedFault of(Verdict verdict, FaultResult result, Redaction redaction) {
    return new ReportedFault(
        result.kind(),
        result.target(),
        result.at(),
        redaction.of(verdict.fault().headline()),
        redaction.of(verdict.sentence()),
        Redacted.of(result.verdict(), redaction),
        verdict.recoveryText().orElse(null),
        verdict.recovery().map(Duration::toMillis).orElse(null),
        result.recoveredAfterMillis(),
        result.requestsFailed(),
        result.messagesLost(),
        Redacted.of(result.proven(), redaction),
        Redacted.of(result.undone(), redaction),
        verdict.ledger().entries().isEmpty() ? null : verdict.ledger().noticedFirst(),
        IntStream.range(0, result.ledger().size())
            .mapToObj(i -> line(result.ledger().get(i), verdict.ledger(), i, redaction))
            .toList());
  }

  private static Line line(LedgerLine line, Ledger ledger, int index, Redaction redaction) {
    return new Line(
        line.name(),
        line.notBefore(),
        line.notAfter(),
        ledger.entries().get(index).evidence().flatMap(ledger::sinceInjection).orElse(null),
        redaction.of(line.method()),
        redaction.of(line.absent()));
  }
}
