package switchboard.console.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with experiments, and runs none. */
@Command(
    name = "validate",
    description = {
      "Reads experiments and says everything that is wrong with them, by line and column.",
      "Exits with 0 when nothing is, and with 2 otherwise."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class)
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "1..*",
      description = "Files, or names of shipped ones.")
  private List<String> experiments;

  @Override
  public Integer call() {
    var command = spec.commandLine();
    if (ExperimentFiles.read(experiments, command).isEmpty()) {
      return ExitCode.USAGE;
    }
    experiments.forEach(each -> command.getOut().println(each + ": valid"));
    command.getOut().flush();
    return ExitCode.OK;
  }
}
