package switchboard.console.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import switchboard.console.experiment.DryRun;
import switchboard.console.session.Sessions;

/** A dry run: says what experiments would do. */
@Command(
    name = "plan",
    description = {
      "Says what experiments would do, to whom, with which rights and for how long, and does none"
          + " of it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class PlanCommand implements Callable<Integer> {
  private final Sessions sessions;
  @Spec private CommandSpec spec;

  @Mixin private PlatformOptions platform;

  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "1..*",
      description = "Files, or names of shipped ones.")
  private List<String> experiments;

  PlanCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    platform.check(sessions.platforms());
    var command = spec.commandLine();
    var read = ExperimentFiles.read(experiments, command);
    if (read.isEmpty()) {
      return ExitCode.USAGE;
    }
    try (var session = platform.open(sessions)) {
      platform.choose(session.platform());
      read.get()
          .forEach(
              each ->
                  DryRun.of(each, session.platform()).lines().forEach(command.getOut()::println));
    }
    command.getOut().flush();
    return ExitCode.OK;
  }
}
