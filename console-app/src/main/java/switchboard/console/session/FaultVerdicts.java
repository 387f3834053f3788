package switchboard.console.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import switchboard.console.fault.FaultRun;
import switchboard.console.session.ledger.LedgerWriter;
import switchboard.console.session.metrics.MetricQueries;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Figure;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

/**
 * Gives a verdict on each fault, by the objectives of the operator or those of a run. Any thread
 * may call; {@link #give} blocks, and is for one at a time.
 */
public final class FaultVerdicts {
  private final InstantSource clock;
  private final Faults faults;
  private final Load load;
  private final MetricQueries figures;
  private final LedgerWriter ledgers;
  private final Timeline timeline;

  private volatile Objectives objectives = Objectives.DEFAULT;
  private volatile boolean judgesEachByThem;
  private volatile Optional<Objectives> ofRun = Optional.empty();

  FaultVerdicts(
      InstantSource clock,
      Faults faults,
      Load load,
      MetricQueries figures,
      LedgerWriter ledgers,
      Timeline timeline) {
    this.clock = clock;
    this.faults = faults;
    this.load = load;
    this.figures = figures;
    this.ledgers = ledgers;
    this.timeline = timeline;
  }

  /**
   * Judges faults by the objectives of a run; what is named among them is judged of the whole run.
   *
   * @return ends that: the operator's own count again
   */
  public Session.Registration judgeBy(Objectives wanted) {
    ofRun = Optional.of(wanted);
    return () -> ofRun = Optional.empty();
  }

  /** What each fault is judged by outside of runs, those included that were named. */
  public void judgeEachBy(Objectives wanted) {
    objectives = wanted;
    judgesEachByThem = true;
  }

  /** What faults are judged by outside of runs. */
  public Objectives objectives() {
    return objectives;
  }

  /** Judges the faults of which enough was seen by now. */
  void give(Instant now) {
    faults.over(now).forEach(run -> judge(run, now));
  }

  private void judge(FaultRun run, Instant now) {
    var span = Duration.between(run.recovered().orElse(run.at()), now);
    var whole = ofRun;
    var by = whole.orElse(objectives);
    var answers =
        judgesEachByThem && whole.isEmpty()
            ? Optional.of(figures.answers(by.figures()))
            : Optional.<Map<Figure.Query, Double>>empty();
    var judged = run.judge(load.figures(), figures.balance(span), by, answers);
    var verdict = judged.with(ledgers.write(run, judged));
    faults.close(run, verdict);
    if (verdict.result() != Result.PASSED) {
      timeline.add(new TimelineEvent.NotPassed(clock.instant(), verdict));
    }
  }
}
