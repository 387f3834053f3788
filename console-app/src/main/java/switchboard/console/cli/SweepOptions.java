package switchboard.console.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.fault.kind.Measure;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.SystemState;
import switchboard.console.sweep.SweepPlan;
import switchboard.console.sweep.search.Space;
import switchboard.console.sweep.search.Weights;
import switchboard.console.text.Durations;
import switchboard.console.verdict.Criteria;

/** The options of the command line that make a {@link SweepPlan}. */
final class SweepOptions {
  private static final Duration MIN_DURATION = Duration.ofSeconds(1);
  private static final Duration MAX_DURATION = Duration.ofHours(1);

  /** Short enough to be typed again. */
  private static final int SEEDS = 1_000_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--replicas",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,3",
      description = "Numbers of replicas to search, 1 to 10 each.")
  private List<Integer> replicas = List.of();

  @Option(
      names = "--cpu",
      split = ",",
      paramLabel = "CORES",
      defaultValue = "0.25,0.5,1",
      description = "CPU limits of each replica to search, in cores.")
  private List<Double> cpus = List.of();

  @Option(
      names = "--memory",
      split = ",",
      paramLabel = "SIZE",
      defaultValue = "192MiB,256MiB,384MiB",
      description = "Memory limits of each replica to search.")
  private List<String> memory = List.of();

  @Option(names = "--users", paramLabel = "N", description = "Virtual users, 1 to 10000.")
  private int users = 500;

  @Mixin private UserOptions load = new UserOptions(LoadPlan.DEFAULT);

  @Option(
      names = "--kill",
      description = {
        "Kill a replica, chosen by the seed, after a third of each measurement. Without it there is"
            + " no certificate."
      })
  private boolean kill;

  @Option(
      names = "--grid",
      description = "Measure every configuration, not only those that decide.")
  private boolean grid;

  @Option(
      names = "--adaptive",
      description = {
        "Measure only what decides, the default: bisect one axis at a time from the largest"
            + " configuration, then race what may still be cheaper. It relies on this: more of"
            + " anything never makes it worse."
      })
  private boolean adaptive;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long each measurement lasts after the warm-up, 1s to 1h.")
  private String duration = Durations.text(SweepPlan.DEFAULT_DURATION);

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = "How long after the last user connected measuring begins.")
  private String warmUp = Durations.text(SweepPlan.DEFAULT_WARM_UP);

  @Option(
      names = "--weights",
      split = ",",
      paramLabel = "PART=COST",
      defaultValue = "cpu=1,memory=0.25",
      description = {
        "What a core and a GiB of memory cost, in any unit. The cost of a configuration is replicas"
            + " × (cores × cpu + GiB × memory)."
      })
  private Map<String, Double> weights = Map.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = {
        "Makes the order, and the replicas that are killed, repeatable. Default: a fresh one, which"
            + " is printed."
      })
  private Long seed;

  /** That was named; empty for any. */
  OptionalLong seed() {
    return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
  }

  /**
   * The plan that they ask for.
   *
   * @throws ParameterException when an option is not what it may be
   */
  SweepPlan plan(Criteria criteria) {
    if (grid && adaptive) {
      throw bad("--grid and --adaptive exclude each other; use one of them");
    }
    if (users < 1) {
      throw bad("--users: " + users + "; expected 1 to " + LoadPlan.MAX_USERS);
    }
    try {
      return new SweepPlan(
          space(),
          weights(),
          load.of(users),
          criteria,
          kill,
          !grid,
          Durations.parse(warmUp),
          lasts(),
          seed == null ? RandomGenerator.getDefault().nextInt(SEEDS) : seed);
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage());
    }
  }

  private Duration lasts() {
    var lasts = Durations.parse(duration);
    if (lasts.compareTo(MIN_DURATION) < 0 || lasts.compareTo(MAX_DURATION) > 0) {
      throw bad("--duration: " + duration + "; expected 1s to 1h");
    }
    return lasts;
  }

  private Space space() {
    replicas.stream()
        .filter(each -> each < 1 || each > SystemState.MAX_REPLICAS)
        .findFirst()
        .ifPresent(
            each -> {
              throw bad("--replicas: " + each + "; expected 1 to " + SystemState.MAX_REPLICAS);
            });
    cpus.stream()
        .filter(each -> !(each > 0 && Double.isFinite(each)))
        .findFirst()
        .ifPresent(
            each -> {
              throw bad("--cpu: " + each + "; expected a number of cores, such as 0.5");
            });
    return new Space(replicas, cpus, memory.stream().map(this::bytes).toList());
  }

  private long bytes(String text) {
    var bytes = Measure.MEMORY.parse(text);
    if (bytes.isEmpty() || bytes.getAsDouble() <= 0) {
      throw bad("--memory: '" + text + "'; expected an amount of memory, such as 384MiB");
    }
    return Math.round(bytes.getAsDouble());
  }

  private Weights weights() {
    weights.keySet().stream()
        .filter(each -> !List.of("cpu", "memory").contains(each))
        .findFirst()
        .ifPresent(
            each -> {
              throw bad("--weights: '" + each + "' is unknown; use cpu and memory");
            });
    return new Weights(
        weights.getOrDefault("cpu", Weights.DEFAULT.cpu()),
        weights.getOrDefault("memory", Weights.DEFAULT.memory()));
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
