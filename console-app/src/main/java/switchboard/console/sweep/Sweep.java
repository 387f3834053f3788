package switchboard.console.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Limits;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.SweepSearch;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.sweep.search.Trials;

/**
 * One sweep: chooses, measures and keeps, until nothing more would change the answer, and then
 * tries what usage alone advises.
 */
final class Sweep {
  private final SweepPlan plan;
  private final SweepSearch search;
  private final Limits.Range range;
  private final SweepTarget target;
  private final SweepFolder.Kept kept;
  private final SweepListener listener;
  private final List<SweepTrial> trials;
  private volatile boolean stopped;

  /**
   * @param range that the platform can set
   * @param kept has what was measured before, and gets what is measured now
   */
  Sweep(
      SweepPlan plan,
      Limits.Range range,
      SweepTarget target,
      SweepFolder.Kept kept,
      SweepListener listener) {
    this.plan = plan;
    this.range = range;
    this.target = target;
    this.kept = kept;
    this.listener = listener;
    search = plan.search();
    trials = new CopyOnWriteArrayList<>(kept.trials());
  }

  /** Ends it before its time; what is half measured is given up. Any thread may call. */
  void stop() {
    stopped = true;
    target.abort();
  }

  /** All so far, in order. Any thread may call. */
  List<SweepTrial> trials() {
    return List.copyOf(trials);
  }

  /**
   * Measures until it is over or stopped.
   *
   * @return whether it is over; a failure when nothing more can be measured, or kept
   */
  Outcome<Boolean> run() throws InterruptedException {
    while (!stopped) {
      var next = next();
      if (next.isEmpty()) {
        return Outcome.done(true);
      }
      var number = trials.size() + 1;
      listener.begins(next.get(), number);
      var outcome = target.measure(next.get(), number);
      if (stopped) {
        break;
      }
      switch (outcome) {
        case Outcome.Failed<SweepTrial>(Failure why) -> {
          return Outcome.failed(why);
        }
        case Outcome.Done<SweepTrial>(SweepTrial trial) -> {
          try {
            kept.add(number, trial);
          } catch (IOException e) {
            return Outcome.failed(
                new Failure(
                    "Keeping a measurement",
                    e.toString(),
                    "Make room or the folder writable, and resume."));
          }
          trials.add(trial);
          listener.ended(trial);
        }
      }
    }
    return Outcome.done(false);
  }

  private Optional<Configuration> next() {
    return search
        .next(new Trials(plan.space(), plan.weights(), trials))
        .or(() -> advice().map(Advice::tried).filter(this::isUntried));
  }

  private boolean isUntried(Configuration one) {
    return trials.stream().noneMatch(each -> each.configuration().equals(one));
  }

  /** What usage alone says; empty before there is any. */
  Optional<Advice> advice() {
    return Advice.of(plan.space().largest(), new ArrayList<>(trials), range);
  }
}
