package switchboard.console.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.platform.Feature;
import switchboard.console.platform.Fsync;
import switchboard.console.platform.Platform;
import switchboard.console.session.Sessions;

/** One whole experiment in a terminal: launch, load, kill, judge, stop. */
@Command(
    name = "run",
    description = {
      "Launches the system, loads it, kills replicas, judges what users noticed, and stops it; a"
          + " system that ran before goes on.",
      "Exits with 0 only when nobody noticed anything: no failed request, no lost, duplicated,"
          + " reordered or renumbered message, nothing undelivered, deliveries within 1 s (p99)"
          + " outside faults, every user connected, every replica back."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Sessions sessions;
  @Spec private CommandSpec spec;

  @Option(
      names = "--platform",
      paramLabel = "ID",
      description = {
        "Where to run: local (this machine), compose (Docker Compose) or kubernetes (the cluster of"
            + " a context)."
      })
  private String platform = "local";

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = {
        "With kubernetes: the context of the kubeconfig whose cluster to run on. Naming it confirms"
            + " that the namespace chat-app there may be used; without it only a cluster that"
            + " Minikube made is."
      })
  private String context;

  @Option(names = "--replicas", paramLabel = "N", description = "Backends, 0 to 10.")
  private int replicas = 3;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Virtual chat users, 0 to 10000 for each simulator.")
  private int users = 500;

  @Option(
      names = "--simulators",
      paramLabel = "N",
      description = {
        "How many simulators share the users, 1 to 5; each takes up to 10000. On Kubernetes only;"
            + " other platforms have always one."
      })
  private Integer simulators;

  @Option(names = "--spawn-rate", paramLabel = "N", description = "Users that join per second.")
  private int spawnRate = LoadPlan.DEFAULT.spawnRate();

  @Option(names = "--messages", paramLabel = "N", description = "Messages per user and minute.")
  private double messages = LoadPlan.DEFAULT.messagesPerUserPerMinute();

  @Option(names = "--reads", paramLabel = "N", description = "History reads per user and minute.")
  private double reads = LoadPlan.DEFAULT.readsPerUserPerMinute();

  @Option(names = "--room-size", paramLabel = "N", description = "Users in a room.")
  private int roomSize = LoadPlan.DEFAULT.roomSize();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long the load lasts, as 60s or 5m.")
  private String duration = "60s";

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = {
        "How long after the last user is connected the measuring begins: latencies and usage are"
            + " from then on, failures and losses from the start."
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
        "Kill a replica at a moment of the load, as backend-2@20s, or random@20s for any that is"
            + " ready then; may be repeated; 'none' for no kill. Default: the second replica after"
            + " a third of the duration."
      })
  private List<String> kills = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result there, too.")
  private Path json;

  RunCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!sessions.platforms().contains(platform)) {
      throw bad("--platform: '" + platform + "' is unknown; there is " + sessions.platforms());
    }
    checkJson();
    var plan = plan();
    try (var opened = sessions.open(platform)) {
      choose(opened.platform());
      var obstacle = obstacle(opened.platform(), plan);
      if (obstacle.isPresent()) {
        spec.commandLine().getErr().println("Nothing was done. " + obstacle.get());
        return 1;
      }
      var capacity = opened.platform().capacity();
      if (users > capacity.users() * simulators()) {
        throw bad("--users: " + users + " do not fit. " + capacity.reason());
      }
      if (simulators != null && !opened.platform().features().contains(Feature.SIMULATORS)) {
        throw bad("--simulators: " + platform + " has always one; leave it out");
      }
      if (fsync != null && !opened.platform().features().contains(Feature.FSYNC)) {
        throw bad("--fsync: the store of " + platform + " has its own setting, STORE_FSYNC");
      }
      var run = new Run(opened.platform(), opened.session(), spec.commandLine().getOut());
      var result = run.execute(plan);
      if (result.isPresent() && json != null) {
        Files.writeString(json, result.get().toJson() + "\n");
      }
      return result.isPresent() && result.get().passed() ? 0 : 1;
    }
  }

  private int simulators() {
    return simulators == null ? 1 : simulators;
  }

  private void choose(Platform on) {
    if (context != null && on.choose(context) instanceof Outcome.Failed<?>(Failure failure)) {
      throw bad("--context: " + failure.happened() + ". " + failure.next());
    }
  }

  /** Why the operator may not do what the run will do, in a sentence; empty when they may. */
  private static Optional<String> obstacle(Platform on, RunPlan plan) {
    var forbidden = on.forbidden();
    if (forbidden.isEmpty()) {
      return Optional.empty();
    }
    var actions = new ArrayList<Action>();
    actions.add(on.found().isPresent() ? Action.TAKE_OVER : Action.LAUNCH);
    actions.add(Action.STOP);
    if (!plan.kills().isEmpty()) {
      actions.add(Action.KILL);
    }
    if (plan.simulators().isPresent()) {
      actions.add(Action.SCALE_SIMULATORS);
    }
    if (on.found().isPresent() && on.found().getAsInt() != plan.replicas()) {
      actions.add(Action.SCALE);
    }
    return actions.stream().filter(forbidden::containsKey).findFirst().map(forbidden::get);
  }

  /** A run is too long to find out at its end that its result has no place. */
  private void checkJson() {
    if (json == null) {
      return;
    }
    var folder = json.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(json)) {
      throw bad("--json: " + json + " cannot be written; name a file in a folder that exists");
    }
  }

  private RunPlan plan() {
    if (replicas < 0 || replicas > Platform.MAX_REPLICAS) {
      throw bad("--replicas: " + replicas + "; it may be 0 to " + Platform.MAX_REPLICAS);
    }
    if (simulators() < 1 || simulators() > Platform.MAX_SIMULATORS) {
      throw bad("--simulators: " + simulators + "; it may be 1 to " + Platform.MAX_SIMULATORS);
    }
    var most = LoadPlan.MAX_USERS * simulators();
    if (users > most) {
      throw bad(
          "--users: " + users + "; it may be 0 to " + most + " with --simulators " + simulators());
    }
    try {
      var lasts = Durations.parse(duration);
      if (lasts.compareTo(SHORTEST) < 0 || lasts.compareTo(LONGEST) > 0) {
        throw bad("--duration: " + duration + "; it may be 5s to 24h");
      }
      var load = new LoadPlan(users, spawnRate, messages, roomSize, reads);
      return new RunPlan(
          replicas,
          simulators == null ? OptionalInt.empty() : OptionalInt.of(simulators),
          Optional.ofNullable(fsync),
          load,
          lasts,
          Durations.parse(warmUp),
          scheduled(lasts));
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage());
    }
  }

  private List<ScheduledKill> scheduled(Duration lasts) {
    if (kills.equals(List.of("none")) || (kills.isEmpty() && replicas == 0)) {
      return List.of();
    }
    if (kills.isEmpty()) {
      return List.of(new ScheduledKill("backend-" + Math.min(2, replicas), lasts.dividedBy(3)));
    }
    var scheduled = kills.stream().map(ScheduledKill::parse).toList();
    for (var kill : scheduled) {
      if (kill.isRandom() ? replicas == 0 : kill.replica() > replicas) {
        throw bad("--kill: there is no " + kill.target() + " among " + replicas + " replicas");
      }
      if (kill.after().compareTo(lasts) >= 0) {
        throw bad("--kill: " + kill.target() + " would be killed after the end of the run");
      }
    }
    return scheduled;
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
