package switchboard.console.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.capacity.CapacityPlan;
import switchboard.console.capacity.LoadUnit;
import switchboard.console.capacity.SearchRange;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.text.Durations;
import switchboard.console.verdict.Criteria;

/** The options of the command line that make a {@link CapacityPlan}. */
final class CapacityOptions {
  /** More than a simulator sends on most machines, and few enough for a long window. */
  private static final int MAX_RATE = 10_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = {
        "Replicas, 1 to 10. Default: the largest of --growth, or else as many as a running system"
            + " has, or else 3."
      })
  private Integer replicas;

  @Option(names = "--users", description = "Count the load in virtual users; the default.")
  private boolean users;

  @Option(
      names = "--rate",
      description = {
        "Count the load in requests per second, sent whether they are answered or not, beside the"
            + " users that there are."
      })
  private boolean rate;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "With a rate: what is read of the system's gateway. Default: messages.")
  private String path;

  @Mixin private UserOptions load = new UserOptions(CapacityPlan.DEFAULT_USERS);

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "The load of the first trial, which is doubled from then on. Default: 200.")
  private Integer first;

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "No larger load is tried. Default: what one simulator can, up to 10000.")
  private Integer max;

  @Option(
      names = "--window",
      paramLabel = "TIME",
      description = "How long each trial is measured, 1s to 5m.")
  private String window = Durations.text(CapacityPlan.DEFAULT_WINDOW);

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = "With users: how long before that, once all are connected.")
  private String warmUp = Durations.text(CapacityPlan.DEFAULT_WARM_UP);

  @Option(
      names = "--minus-one",
      description = "Also with one replica fewer: how much is carried when one is lost.")
  private boolean minusOne;

  @Option(
      names = "--growth",
      paramLabel = "N",
      split = ",",
      description = {
        "Also with these numbers of replicas; the Universal Scalability Law is fitted to 6 or more."
      })
  private List<Integer> growth = List.of();

  /**
   * The plan that they ask for.
   *
   * @param running how many replicas a running system has
   * @param mostUsers what one simulator can carry there
   * @throws ParameterException when an option is not what it may be
   */
  CapacityPlan plan(Criteria criteria, Optional<Integer> running, int mostUsers) {
    if (users && rate) {
      throw bad("Use either --users or --rate");
    }
    try {
      var unit = unit();
      var most = max == null ? (rate ? MAX_RATE : mostUsers) : max;
      return new CapacityPlan(
          unit,
          replicas(running),
          minusOne,
          growth,
          criteria,
          new SearchRange(
              first == null
                  ? Math.min(most, rate ? CapacityPlan.FIRST_RATE : CapacityPlan.FIRST_USERS)
                  : first,
              1,
              bounded(most)),
          rate ? Duration.ZERO : Durations.parse(warmUp),
          Durations.parse(window));
    } catch (IllegalArgumentException e) {
      throw bad(named(e.getMessage()));
    }
  }

  /** Most names of the plan are those of the options. */
  private String named(String mistake) {
    var option = "--" + mistake.substring(0, Math.max(0, mistake.indexOf(' ')));
    return spec.commandLine().getCommandSpec().optionsMap().containsKey(option)
        ? "--" + mistake.replaceFirst(" is ", ": ")
        : mistake;
  }

  private int bounded(int most) {
    var limit = rate ? Arrivals.MAX_RATE : CapacityPlan.MAX_USERS;
    if (most < 1 || most > limit) {
      throw bad("--max: " + most + "; expected 1 to " + limit);
    }
    return most;
  }

  private int replicas(Optional<Integer> running) {
    return replicas != null
        ? replicas
        : growth.stream().max(Integer::compare).or(() -> running).orElse(3);
  }

  private LoadUnit unit() {
    if (!rate) {
      return new LoadUnit.Users(load.of(0));
    }
    var reading = LoadUnit.Requests.READS.each();
    return path == null
        ? LoadUnit.Requests.READS
        : new LoadUnit.Requests(
            new LoadTestPlan("GET", path, Optional.empty(), reading.sessions(), reading.shape()));
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
