package switchboard.console.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import switchboard.console.experiment.Run;
import switchboard.console.experiment.RunResult;
import switchboard.console.session.Sessions;

/** One whole experiment in a terminal: launch, load, kill, judge, stop. */
@Command(
    name = "run",
    description = {
      "Launches the system, loads it, injects faults, judges what users noticed, and stops it. A"
          + " system that was already running keeps running.",
      "Passes when it was measured well and every objective was met. Without --objective: no failed"
          + " request, no lost, duplicated, reordered or renumbered message, every replica back"
          + " within 60 s, deliveries within 1 s (p99) outside faults."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:passed",
      "1:failed, or the run could not be carried out",
      "2:invalid arguments",
      "3:inconclusive: the evidence does not decide",
      "4:invalid: not measured well",
      "5:aborted"
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final int COULD_NOT_BE_CARRIED_OUT = 1;

  private final Sessions sessions;
  @Spec private CommandSpec spec;

  @Mixin private PlatformOptions platform;
  @Mixin private RunOptions options;
  @Mixin private CriteriaOptions criteria;
  @Mixin private ResultFile file;
  @Mixin private ReportFolder report;

  RunCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    platform.check(sessions.platforms());
    file.check();
    report.check();
    var plan = options.plan();
    var judgedBy = criteria.criteria();
    new HealCommand(sessions).heal(spec.commandLine());
    try (var signal = new AbortOnSignal();
        var session = platform.open(sessions)) {
      var on = session.platform();
      platform.choose(on);
      var allDenied = on.deniedActions();
      var denied =
          plan.actions(on.existingReplicas(), on::can).stream()
              .filter(allDenied::containsKey)
              .findFirst();
      if (denied.isPresent()) {
        var why = "Nothing was done. " + allDenied.get(denied.get());
        spec.commandLine().getErr().println(why);
        return COULD_NOT_BE_CARRIED_OUT;
      }
      options.check(plan, on);
      var run = new Run(session, this::say);
      signal.aborts(run::abort);
      var result = run.execute(plan, judgedBy);
      file.write(result);
      report.write(run.record()).ifPresent(page -> say("Report: " + page));
      return result.map(RunResult::exitCode).orElse(COULD_NOT_BE_CARRIED_OUT);
    }
  }

  private void say(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
