package switchboard.console.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import switchboard.console.experiment.file.ExperimentFile;

/** Prints the JSON Schema of an experiment's file. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of an experiment's file, for editors and other tools.",
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class)
final class SchemaCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().println(ExperimentFile.schema());
    spec.commandLine().getOut().flush();
  }
}
