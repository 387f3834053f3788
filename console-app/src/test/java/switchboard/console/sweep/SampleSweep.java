package switchboard.console.sweep;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Limits;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.ModelTarget;
import switchboard.console.sweep.search.Space;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.sweep.search.Trials;
import switchboard.console.sweep.search.Weights;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;

/** A sweep that was interrupted after its last measurement, of a system that is a model. */
public final class SampleSweep {
  private static final long MIB = 1L << 20;
  private static final double CORES_NEEDED = 0.8;

  /** What the window's form has at first. */
  private static final SweepPlan PLAN =
      new SweepPlan(
          new Space(
              List.of(1, 2, 3), List.of(0.25, 0.5, 1.0), List.of(192 * MIB, 256 * MIB, 384 * MIB)),
          Weights.DEFAULT,
          LoadPlan.DEFAULT.withUsers(500),
          new Criteria(
              Objectives.DEFAULT.with(List.of(Objective.parse("deliveries.p99<=100ms"))), false),
          true,
          true,
          SweepPlan.DEFAULT_WARM_UP,
          SweepPlan.DEFAULT_DURATION,
          7);

  private static final Limits.Range RANGE =
      new Limits.Range(new Limits(0.1, 64 * MIB), new Limits(2, 1024 * MIB));

  private SampleSweep() {}

  /**
   * Leaves one, to be resumed.
   *
   * @param platform its id
   */
  public static void leave(SweepFolder folder, String platform) throws IOException {
    var model = new ModelTarget(CORES_NEEDED, 0.03, 1);
    var trials = new ArrayList<SweepTrial>();
    try (var kept =
        folder.begin(SweepRun.specification(PLAN, platform), PLAN.seed(), Instant.EPOCH)) {
      for (var next = next(trials); next.isPresent(); next = next(trials)) {
        trials.add(measured(model, next.get()));
        kept.add(trials.size(), trials.getLast());
      }
    }
  }

  private static Optional<Configuration> next(List<SweepTrial> trials) {
    return PLAN.search()
        .next(new Trials(PLAN.space(), PLAN.weights(), trials))
        .or(
            () ->
                Advice.of(PLAN.space().largest(), trials, RANGE)
                    .map(Advice::tried)
                    .filter(
                        tried ->
                            trials.stream().noneMatch(each -> each.configuration().equals(tried))));
  }

  private static SweepTrial measured(ModelTarget model, Configuration one) {
    var trial = model.measure(one);
    var cores = one.replicas() * one.limits().cpus();
    var p99 = 100 * Math.pow(CORES_NEEDED / cores, 2);
    return new SweepTrial(
        one,
        trial.state(),
        trial.sentence(),
        trial.limitation(),
        new Figures(
            2.9 + 0.5 / one.limits().cpus(),
            p99,
            p99,
            Math.min(75, 60 * cores / CORES_NEEDED),
            12_803L,
            0L,
            0.0,
            0.117,
            174.0 * MIB),
        null);
  }
}
