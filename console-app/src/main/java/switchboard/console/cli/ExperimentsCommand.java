package switchboard.console.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.experiment.file.ExperimentFile;
import switchboard.console.experiment.file.InvalidFileException;
import switchboard.console.experiment.file.ShippedExperiments;

/** Lists the experiments that are shipped. */
@Command(
    name = "experiments",
    description = {
      "Lists the experiments that are shipped. 'switchboard run NAME' runs one;"
          + " 'switchboard experiments --show NAME' prints its file, as a start for your own."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class)
final class ExperimentsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--show", paramLabel = "NAME", description = "Print the file of one of them.")
  private String shown;

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    if (shown == null) {
      ShippedExperiments.names().forEach(name -> out.printf("%-16s %s%n", name, about(name)));
    } else {
      out.print(
          ShippedExperiments.text(shown)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--show: '%s' is not shipped; use one of %s"
                              .formatted(shown, String.join(", ", ShippedExperiments.names())))));
    }
    out.flush();
  }

  private static String about(String name) {
    try {
      return ExperimentFile.read(ShippedExperiments.text(name).orElseThrow()).name();
    } catch (InvalidFileException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
