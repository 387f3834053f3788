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
      "Exits with 0 only when users noticed nothing: no failed request, no lost, duplicated,"
          + " reordered or renumbered message, nothing undelivered, deliveries within 1 s (p99)"
          + " outside faults, every user connected, every replica back."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private final Sessions sessions;
  @Spec private CommandSpec spec;

  @Mixin private PlatformOptions platform;
  @Mixin private RunOptions options;
  @Mixin private ResultFile file;

  RunCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    platform.check(sessions.platforms());
    file.check();
    var plan = options.plan();
    new HealCommand(sessions).heal(spec.commandLine());
    try (var session = platform.open(sessions)) {
      var on = session.platform();
      platform.choose(on);
      var allDenied = on.deniedActions();
      var denied =
          plan.actions(on.existingReplicas()).stream().filter(allDenied::containsKey).findFirst();
      if (denied.isPresent()) {
        var why = "Nothing was done. " + allDenied.get(denied.get());
        spec.commandLine().getErr().println(why);
        return 1;
      }
      options.check(plan, on);
      var result = new Run(session, this::say).execute(plan);
      file.write(result);
      return result.filter(RunResult::passed).isPresent() ? 0 : 1;
    }
  }

  private void say(String line) {
    var out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
