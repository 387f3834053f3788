package switchboard.console.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import switchboard.console.Build;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.session.Sessions;
import switchboard.console.sweep.SweepFolder;

/** The top of the command line. Without a command the console's window opens. */
@Command(
    name = "switchboard",
    description = {
      "A desktop console with the chat system it operates bundled in.",
      "Without a command it opens the window."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done, or passed", "1:an error", "2:invalid arguments"})
public final class SwitchboardCommand {

  /** The version that the build wrote into the application. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      return new String[] {Build.nameAndNumber()};
    }
  }

  private SwitchboardCommand() {}

  /**
   * Parses and runs.
   *
   * @param sessions opens a session on a platform by the platform's id
   * @param runs where runs are kept
   * @return the exit code
   */
  public static int execute(Sessions sessions, KeptRuns runs, String... arguments) {
    return new CommandLine(new SwitchboardCommand())
        .addSubcommand(new RunCommand(sessions, runs))
        .addSubcommand(new PlanCommand(sessions))
        .addSubcommand(new ValidateCommand())
        .addSubcommand(new SchemaCommand())
        .addSubcommand(new ExperimentsCommand())
        .addSubcommand(new VerifyCommand())
        .addSubcommand(new CompareCommand(runs.calibrations()))
        .addSubcommand(new CalibrateCommand(sessions, runs))
        .addSubcommand(new LoadCommand(sessions))
        .addSubcommand(new CapacityCommand(sessions, runs))
        .addSubcommand(new SweepCommand(sessions, runs, SweepFolder.beside(runs)))
        .addSubcommand(new HealCommand(sessions))
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }
}
