package switchboard.console.sweep;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.sweep.search.SweepAnswer;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.sweep.search.Trials;
import switchboard.console.verdict.Result;

/**
 * What is known of a sweep at some time.
 *
 * @param points each configuration that was measured, the cheapest first
 * @param measured how many measurements there were
 * @param failed whether a configuration that is searched failed; what usage advises may be another
 * @param complete whether nothing more would change the answer
 */
public record SweepState(
    List<Point> points,
    int measured,
    SweepAnswer answer,
    Optional<Advice> advice,
    boolean failed,
    boolean complete) {
  public SweepState {
    points = List.copyOf(points);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(advice);
  }

  static SweepState of(
      SweepPlan plan, List<SweepTrial> trials, Optional<Advice> advice, boolean complete) {
    var known = new Trials(plan.space(), plan.weights(), trials);
    return new SweepState(
        Point.of(trials, plan.weights()),
        trials.size(),
        SweepAnswer.of(known, plan.kill()),
        advice,
        known.all().stream().anyMatch(each -> each.state() == SweepTrial.State.FAILED),
        complete);
  }

  /**
   * Passed with a certificate, failed when nothing passed that was measured well, inconclusive when
   * a certificate lacks something, invalid when nothing could be measured, aborted when it was
   * stopped.
   */
  public Result result() {
    if (!complete) {
      return Result.ABORTED;
    }
    if (answer.cheapest().isPresent()) {
      return answer.isCertified() ? Result.PASSED : Result.INCONCLUSIVE;
    }
    return failed ? Result.FAILED : Result.INVALID;
  }

  /**
   * What the passes of the cheapest show: "passed 3 of 3: start 2.9 s, delivery p99 71 ms (66 ms to
   * 79 ms), 0 of 38 410 requests failed (≤ 0.008 %), memory peak 221 of 256 MiB"; empty without
   * one.
   */
  public String proof() {
    return answer
        .cheapest()
        .flatMap(
            best -> points.stream().filter(each -> each.configuration().equals(best)).findFirst())
        .map(PointEvidence::of)
        .orElse("");
  }
}
