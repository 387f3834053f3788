package switchboard.console.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.experiment.RunPlan;
import switchboard.console.experiment.Suitability;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.StepCheck;
import switchboard.console.experiment.schedule.TargetedStep;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.text.Durations;
import switchboard.console.verdict.AbortCondition;

/** The options of the command line that make a {@link RunPlan}. */
final class RunOptions {
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(24);

  /** Short enough to be typed again. */
  private static final int SEEDS = 1_000_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--replicas", paramLabel = "N", description = "Replicas, 0 to 10.")
  private int replicas = 3;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Virtual users, 0 to 10000 for each simulator.")
  private int users = 500;

  @Option(
      names = "--simulators",
      paramLabel = "N",
      description = {
        "Simulators that share the users, 1 to 5, each up to 10000. On Kubernetes only;"
            + " other platforms always have one."
      })
  private Integer simulators;

  @Mixin private UserOptions load = new UserOptions(LoadPlan.DEFAULT);

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long the load lasts, such as 60s or 5m.")
  private String duration = "60s";

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = {
        "How long after the last user connected measuring begins: latencies and usage count from"
            + " then, failures and losses from the start."
      })
  private String warmUp = "10s";

  @Option(
      names = "--fsync",
      paramLabel = "WHEN",
      description = {
        "When the store flushes to the disk: always (before it acknowledges; the default) or"
            + " everysec (faster on a slow disk; up to 2 s of acknowledged messages are lost when"
            + " the store's process or machine dies while a flush is slow). On this machine only;"
            + " elsewhere STORE_FSYNC sets it, see compose/README.md and manifests/README.md."
      })
  private Fsync fsync;

  @Option(
      names = "--kill",
      paramLabel = "REPLICA@TIME",
      description = {
        "Kill a replica at a time of the load: backend-2@20s, or random@20s for any that is"
            + " ready then; may be repeated; 'none' for no kill. Default: the second replica after"
            + " a third of the duration."
      })
  private List<String> kills = List.of();

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description = {
        "Inject a fault at a time of the load: KIND[=PARAMETER]:TARGET@TIME[/DURATION], such as"
            + " slow=200ms±50ms,20%%:backend-2@20s/10s, freeze:random@20s or stop:backend-1@30s;"
            + " may be repeated. With it there is no kill by default. Kinds:"
            + " ${COMPLETION-CANDIDATES}; start:backend-1@40s starts what was stopped. Targets: a"
            + " replica, several (backend-1+backend-2), all, random; for kill and freeze also"
            + " store and gateway."
      },
      completionCandidates = FaultKinds.class)
  private List<String> faults = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = {
        "Makes every random choice of the faults, targets and requests, repeatable. Default: a"
            + " fresh one, which is printed."
      })
  private Long seed;

  @Option(
      names = "--allow-outage",
      description = "Allow faults that take the last ready replica from users.")
  private boolean allowOutage;

  @Option(
      names = "--abort",
      paramLabel = "CONDITION",
      description = {
        "What ends the run and its faults at once: FIGURE>LIMIT for DURATION, such as"
            + " 'requests.failed>5%% for 10s'; may be repeated. Figures: requests.failed,"
            + " requests.p99, deliveries.p99 or another percentile, users.disconnectedSeconds."
      })
  private List<String> aborts = List.of();

  /** The names of the kinds, for the help. */
  static final class FaultKinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return FaultKind.all().stream().map(FaultKind::name).iterator();
    }
  }

  /** The option that says a part of the plan. */
  static String option(Suitability.Part part) {
    return switch (part) {
      case STEPS -> "--fault";
      case USERS -> "--users";
      case SIMULATORS -> "--simulators";
      case FSYNC -> "--fsync";
      case TLS -> "--tls";
      case LIMITS -> throw new IllegalArgumentException("no option says " + part);
    };
  }

  private int simulators() {
    return simulators == null ? 1 : simulators;
  }

  /**
   * The plan that they ask for.
   *
   * @throws ParameterException when an option is not what it may be
   */
  RunPlan plan() {
    if (replicas < 0 || replicas > SystemState.MAX_REPLICAS) {
      throw bad("--replicas: " + replicas + "; expected 0 to " + SystemState.MAX_REPLICAS);
    }
    if (simulators() < 1 || simulators() > MultipleSimulators.MAX_SIMULATORS) {
      throw bad(
          "--simulators: " + simulators + "; expected 1 to " + MultipleSimulators.MAX_SIMULATORS);
    }
    var most = LoadPlan.MAX_USERS * simulators();
    if (users > most) {
      throw bad(
          "--users: " + users + "; expected 0 to " + most + " with --simulators " + simulators());
    }
    try {
      var lasts = Durations.parse(duration);
      if (lasts.compareTo(SHORTEST) < 0 || lasts.compareTo(LONGEST) > 0) {
        throw bad("--duration: " + duration + "; expected 5s to 24h");
      }
      return new RunPlan(
          replicas,
          simulators == null ? OptionalInt.empty() : OptionalInt.of(simulators),
          Optional.ofNullable(fsync),
          false,
          Optional.empty(),
          load.of(users),
          new Timing(Timing.Start.LOAD, Durations.parse(warmUp), lasts),
          schedule(lasts));
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage());
    }
  }

  private Schedule schedule(Duration lasts) {
    var ownSeed = seed == null ? RandomGenerator.getDefault().nextInt(SEEDS) : seed;
    return new Schedule(steps(lasts), ownSeed, allowOutage, abortConditions());
  }

  private List<AbortCondition> abortConditions() {
    try {
      return aborts.stream().map(AbortCondition::parse).toList();
    } catch (IllegalArgumentException e) {
      throw bad("--abort: " + e.getMessage());
    }
  }

  private List<ScheduledStep> steps(Duration lasts) {
    if (kills.isEmpty() && faults.isEmpty()) {
      // The only replica is not killed unless that is asked for.
      return replicas > 1 || (allowOutage && replicas > 0)
          ? List.of(ScheduledFault.kill("backend-" + Math.min(2, replicas), lasts.dividedBy(3)))
          : List.of();
    }
    var steps = new ArrayList<ScheduledStep>();
    if (!kills.equals(List.of("none"))) {
      kills.forEach(text -> steps.add(possible("--kill", ScheduledFault.parseKill(text), lasts)));
    }
    faults.forEach(text -> steps.add(possible("--fault", ScheduledStep.parse(text), lasts)));
    return steps;
  }

  private TargetedStep possible(String option, TargetedStep step, Duration lasts) {
    new StepCheck(replicas, allowOutage, "--allow-outage", LoadPlan.MAX_USERS * simulators())
        .refusal(step)
        .ifPresent(
            why -> {
              throw bad(option + ": " + why);
            });
    if (step.after().compareTo(lasts) >= 0) {
      throw bad(
          "%s: the %s of %s would come after the end of the run"
              .formatted(option, step.word(), step.targets().text()));
    }
    return step;
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
