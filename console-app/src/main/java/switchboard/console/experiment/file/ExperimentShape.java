package switchboard.console.experiment.file;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.snakeyaml.engine.v2.nodes.Node;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.RunPlan;
import switchboard.console.experiment.probe.Claim;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.StepCheck;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.load.LoadPlan;
import switchboard.console.verdict.AbortCondition;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;

/** The shape of a whole file. */
final class ExperimentShape implements Shape<Experiment> {
  private static final String VERSION = "switchboard/v1";
  private static final int MAX_SEED = Integer.MAX_VALUE;

  /** Short enough to be typed again. */
  private static final int FRESH_SEEDS = 1_000_000;

  private static final Duration LONGEST = Duration.ofHours(24);

  private record Phases(Duration warmUp, Duration baseline, Duration recovery) {
    static final Phases DEFAULT =
        new Phases(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  private static final Key<Duration> WARM_UP =
      Key.optional("warmup", phase(), "How long times are left out once all users are connected.");
  private static final Key<Duration> BASELINE =
      Key.optional("baseline", phase(), "How long is measured before the first step.");
  private static final Key<Duration> RECOVERY =
      Key.optional("recovery", phase(), "How long is measured after the last step.");
  private static final Shape<Phases> PHASES =
      Fields.of(
          "phases",
          List.of(WARM_UP, BASELINE, RECOVERY),
          values ->
              new Phases(
                  values.find(WARM_UP).orElse(Phases.DEFAULT.warmUp()),
                  values.find(BASELINE).orElse(Phases.DEFAULT.baseline()),
                  values.find(RECOVERY).orElse(Phases.DEFAULT.recovery())));

  private static Shape<Duration> phase() {
    return Shapes.duration(Duration.ofSeconds(1), Duration.ofHours(1));
  }

  private static final Key<String> SOURCE = Key.required("source", Shapes.text(), "Who says so.");
  private static final Key<String> CLAIM = Key.required("claim", Shapes.text(), "What is said.");
  private static final Key<String> FIGURE =
      Key.required(
          "figure",
          Shapes.text(),
          "The figure that shows it: one that an objective can limit, such as requests.p99.");
  private static final Key<String> DURING =
      Key.optional(
          "during",
          Shapes.text(),
          "The phase that it is taken of: baseline, fault, recovery or run.");
  private static final Key<String> MIN =
      Key.optional("min", Shapes.amount("a limit, such as 500"), "The least that meets the claim.");
  private static final Key<String> MAX =
      Key.optional("max", Shapes.amount("a limit, such as 5%"), "The most that meets the claim.");
  private static final Shape<Claim> CLAIMS =
      new Fields<>(
          "a claim",
          List.of(SOURCE, CLAIM, FIGURE, DURING, MIN, MAX),
          List.of(MIN, MAX),
          values ->
              new Claim(
                  values.get(SOURCE),
                  values.get(CLAIM),
                  Objective.parse(
                      values.get(FIGURE)
                          + " <= "
                          + values.find(MIN).or(() -> values.find(MAX)).orElseThrow()
                          + values.find(DURING).map(" during "::concat).orElse("")),
                  values.has(MIN)));

  private static final Key<String> API_VERSION =
      Key.required(
          "apiVersion",
          Shapes.oneOf(List.of(VERSION), Function.identity()),
          "The version of this format.");
  private static final Key<String> NAME =
      Key.required("name", Shapes.text(), "What the experiment is about, in a few words.");
  private static final Key<String> HYPOTHESIS =
      Key.optional("hypothesis", Shapes.text(), "What is expected.");
  private static final Key<Integer> SEED =
      Key.optional(
          "seed",
          Shapes.whole(0, MAX_SEED),
          "Makes every random choice repeatable; without it each run has a fresh one.");
  private static final Key<Setup> SETUP =
      Key.optional("setup", Setup.SHAPE, "The system that is launched.");
  private static final Key<LoadPlan> LOAD =
      Key.optional("load", LoadShape.SHAPE, "The load on it.");
  private static final Key<Phases> PHASES_KEY =
      Key.optional("phases", PHASES, "How long is measured before and after the steps.");
  private static final Key<List<StepShape.Found>> STEPS =
      Key.optional("steps", Shapes.list(StepShape.SHAPE, "steps"), "What is done, and when.");
  private static final Key<Boolean> ALLOW_OUTAGE =
      Key.optional(
          "allowOutage",
          Shapes.flag(),
          "Whether a fault may take the last ready replica from users.");
  private static final Key<List<Probe>> PROBES =
      Key.optional(
          "probes",
          Shapes.list(ProbeShape.SHAPE, "probes"),
          "Questions to the system, each judged.");
  private static final Key<List<Objective>> OBJECTIVES =
      Key.optional(
          "objectives",
          Shapes.list(
              Shapes.written("an objective, such as requests.p99<=250ms", Objective::parse),
              "objectives"),
          "What must hold for a pass.");
  private static final Key<List<AbortCondition>> ABORT =
      Key.optional(
          "abort",
          Shapes.list(
              Shapes.written(
                  "an abort condition, such as requests.failed>5% for 10s", AbortCondition::parse),
              "abort conditions"),
          "What ends the run and its faults at once.");
  private static final Key<Boolean> QUIET_MACHINE =
      Key.optional(
          "quietMachine",
          Shapes.flag(),
          "Whether a disturbed machine makes the run invalid; it is a remark otherwise.");
  private static final Key<List<Claim>> CLAIMS_KEY =
      Key.optional(
          "claims",
          Shapes.list(CLAIMS, "claims"),
          "What others say of such a system, to be shown beside what is measured.");

  private static final Shape<Experiment> SHAPE =
      Fields.of(
          "an experiment",
          List.of(
              API_VERSION,
              NAME,
              HYPOTHESIS,
              SEED,
              SETUP,
              LOAD,
              PHASES_KEY,
              STEPS,
              ALLOW_OUTAGE,
              PROBES,
              OBJECTIVES,
              ABORT,
              QUIET_MACHINE,
              CLAIMS_KEY),
          ExperimentShape::experiment);

  @Override
  public Optional<Experiment> read(Node node, List<Mistake> mistakes) {
    return SHAPE.read(node, mistakes);
  }

  @Override
  public JsonObject schema() {
    return SHAPE.schema();
  }

  private static Experiment experiment(Values values) {
    var setup = values.find(SETUP).orElse(Setup.DEFAULT);
    var load = values.find(LOAD).orElse(LoadPlan.DEFAULT);
    var most = LoadPlan.MAX_USERS * setup.simulators().orElse(1);
    if (load.users() > most) {
      throw values.unfit(
          LOAD,
          "found "
              + load.users()
              + " users; expected at most "
              + most
              + " with the setup's"
              + " simulators");
    }
    var probes = values.find(PROBES).orElse(List.of());
    var ids = new HashSet<String>();
    for (var probe : probes) {
      if (!ids.add(probe.id())) {
        throw values.unfit(PROBES, "two probes have the id '" + probe.id() + "'");
      }
    }
    var phases = values.find(PHASES_KEY).orElse(Phases.DEFAULT);
    var outage = values.find(ALLOW_OUTAGE).orElse(false);
    var steps = new ArrayList<ScheduledStep>();
    var check = new StepCheck(setup.replicas(), outage, "allowOutage: true", most);
    var mistakes = new ArrayList<Mistake>();
    var inTime =
        values.find(STEPS).orElse(List.of()).stream()
            .sorted(Comparator.comparing(StepShape.Found::at))
            .toList();
    for (var found : inTime) {
      try {
        steps.add(found.step(phases.baseline(), probes, check));
      } catch (Values.UnfitException e) {
        mistakes.addAll(e.mistakes());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new Values.UnfitException(mistakes);
    }
    var lasts = steps.stream().map(ScheduledStep::end).max(Duration::compareTo);
    var duration = lasts.orElse(phases.baseline()).plus(phases.recovery());
    if (duration.compareTo(LONGEST) > 0) {
      throw values.unfit(STEPS, "the run would last longer than 24h");
    }
    return new Experiment(
        values.get(NAME),
        values.find(HYPOTHESIS),
        new RunPlan(
            setup.replicas(),
            setup.simulators().map(OptionalInt::of).orElseGet(OptionalInt::empty),
            setup.fsync(),
            setup.tls(),
            setup.limits(),
            load,
            new Timing(Timing.Start.MEASURING, phases.warmUp(), duration),
            new Schedule(
                steps,
                values
                    .find(SEED)
                    .orElseGet(() -> RandomGenerator.getDefault().nextInt(FRESH_SEEDS)),
                outage,
                values.find(ABORT).orElse(List.of()))),
        new Criteria(objectives(values), values.find(QUIET_MACHINE).orElse(false)),
        probes,
        values.find(CLAIMS_KEY).orElse(List.of()));
  }

  private static Objectives objectives(Values values) {
    try {
      return Objectives.DEFAULT.with(values.find(OBJECTIVES).orElse(List.of()));
    } catch (IllegalArgumentException e) {
      throw values.unfit(OBJECTIVES, e.getMessage());
    }
  }
}
