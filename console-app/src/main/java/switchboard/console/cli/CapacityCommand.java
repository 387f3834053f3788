package switchboard.console.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.capacity.CapacityPlan;
import switchboard.console.capacity.CapacityResult;
import switchboard.console.capacity.CapacityRun;
import switchboard.console.capacity.CapacityText;
import switchboard.console.capacity.Found;
import switchboard.console.capacity.LoadUnit;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Session;
import switchboard.console.session.Sessions;
import switchboard.console.text.Format;

/** The search for a capacity in a terminal. */
@Command(
    name = "capacity",
    description = {
      "Finds how much load the system carries within its objectives, between a load that passed and"
          + " one that failed. Doubles the load until a trial does not pass, narrows that to 5 %%,"
          + " and confirms each end by three windows.",
      "Launches the system and stops it; one that was already running keeps running, with its"
          + " replicas and its users. Without --objective: what every run is judged by; with a"
          + " rate, no failed request, and requests within 1 s (p99)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:both ends are known",
      "1:no load passed, or it could not be carried out",
      "2:invalid arguments",
      "3:inconclusive: the largest load passed, the smallest did not always, or an end was not"
          + " decided",
      "4:invalid: limited by the simulator or the machine, so the upper end is not known",
      "5:aborted"
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class CapacityCommand implements Callable<Integer> {
  private static final int COULD_NOT_BE_CARRIED_OUT = 1;

  private final Sessions sessions;
  private final KeptRuns runs;
  @Spec private CommandSpec spec;

  @Mixin private PlatformOptions platform;
  @Mixin private CapacityOptions options;
  @Mixin private CriteriaOptions criteria;
  @Mixin private ResultFile file;

  CapacityCommand(Sessions sessions, KeptRuns runs) {
    this.sessions = sessions;
    this.runs = runs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    platform.check(sessions.platforms());
    file.check();
    var judged = criteria.criteria();
    // Before anything is asked of a platform that may take long to answer.
    options.plan(judged, Optional.empty(), CapacityPlan.MAX_USERS);
    if (platform.elsewhere(sessions).isPresent()) {
      spec.commandLine()
          .getErr()
          .println(
              "A console that is open operates the system. Find the capacity there, or close it.");
      return COULD_NOT_BE_CARRIED_OUT;
    }
    new HealCommand(sessions).heal(spec.commandLine());
    try (var signal = new AbortOnSignal();
        var session = platform.open(sessions)) {
      var on = session.platform();
      platform.choose(on);
      var existing = on.existingReplicas();
      var plan = options.plan(judged, existing.stream().boxed().findFirst(), on.capacity().users());
      if (existing.isPresent()) {
        say("The running system is used, and keeps its replicas and its users afterwards.");
        if (session.adopt(existing.getAsInt(), step -> {})
            instanceof Outcome.Failed<SystemState>(Failure why)) {
          return failed(why);
        }
      } else {
        say("Launching " + Format.replicas(plan.replicas()) + " on " + on.name() + " …");
      }
      return found(session, plan, signal);
    }
  }

  private int found(Session session, CapacityPlan plan, AbortOnSignal signal)
      throws IOException, InterruptedException {
    var run =
        new CapacityRun(session, runs, found -> report(found, plan.unit()), this::say, step -> {});
    signal.aborts(run::abort);
    return switch (run.execute(plan)) {
      case Outcome.Done<CapacityResult>(CapacityResult result) -> {
        say("");
        result.sentences().forEach(this::say);
        say(result.result().name());
        file.write(Optional.of(result.toJson()));
        yield result.result().exitCode();
      }
      case Outcome.Failed<CapacityResult>(Failure why) -> failed(why);
    };
  }

  private int failed(Failure why) {
    spec.commandLine().getErr().println(why.sentence());
    return COULD_NOT_BE_CARRIED_OUT;
  }

  /** A row of the table of trials, with its head before the first of each number of replicas. */
  private void report(Found found, LoadUnit unit) {
    if (found.trials().size() == 1) {
      say("");
      say(Format.replicas(found.replicas()));
      say(row("Load", "Window", "Result", "Known then", "Found"));
    }
    var trial = found.trials().getLast();
    say(
        row(
            unit.words(trial.load()),
            trial.window() + (trial.repeated() ? ", again" : ""),
            trial.result().kind().word(),
            CapacityText.brief(found.bracket(), unit),
            trial.result().sentence()));
  }

  private static String row(String load, String window, String result, String known, String found) {
    return String.format(
        Locale.ROOT, "  %-18s %-9s %-10s %-26s %s", load, window, result, known, found);
  }

  private void say(Failure why) {
    say(why.sentence());
  }

  private void say(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
