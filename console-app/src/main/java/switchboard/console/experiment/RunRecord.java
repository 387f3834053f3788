package switchboard.console.experiment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadStats;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;

/**
 * A run as a report tells of it.
 *
 * @param remains what is left of it
 * @param result what it came to
 * @param stats the users' last figures, which the result was made of
 * @param populations what users did and met in each phase
 * @param verdicts of its faults, in the order in which they were given
 */
public record RunRecord(
    RunRemains remains,
    RunResult result,
    LoadStats stats,
    Map<Phase, Population> populations,
    List<Verdict> verdicts) {
  public RunRecord {
    Objects.requireNonNull(remains);
    Objects.requireNonNull(result);
    Objects.requireNonNull(stats);
    populations = Map.copyOf(populations);
    verdicts = List.copyOf(verdicts);
  }

  /** Judges what is left of a run. */
  static RunRecord of(RunRemains remains, RunFigures figures) {
    var experiment = remains.experiment();
    var verdicts = remains.verdicts();
    var seen = RunObservations.of(figures, remains.facts());
    return new RunRecord(
        remains,
        RunResult.judge(remains.place(), experiment, seen, verdicts),
        seen.stats(),
        figures.populations(),
        verdicts);
  }

  /** Judges what is left of a run, with every figure made from its notes. */
  public static RunRecord of(RunRemains remains, Stream<RunNote> notes) {
    var figures = new RunFigures();
    notes.forEachOrdered(figures::note);
    return of(remains, figures);
  }
}
