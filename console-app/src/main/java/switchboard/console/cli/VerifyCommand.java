package switchboard.console.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import switchboard.console.bundle.Verification;

/** Makes the reports of bundles again, and compares. */
@Command(
    name = "verify",
    description = {
      "Verifies bundles, offline: that no byte of them was changed, and that their notes give every"
          + " figure and the verdict of their report again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every bundle agrees with its report",
      "1:one does not, or ended early",
      "2:invalid arguments, or a file that is no bundle"
    },
    mixinStandardHelpOptions = true,
    versionProvider = SwitchboardCommand.Version.class)
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.swb", arity = "1..*", description = "Bundles.")
  private List<Path> files;

  @Override
  public Integer call() {
    var code = ExitCode.OK;
    for (var file : files) {
      code = Math.max(code, verify(file));
    }
    return code;
  }

  private int verify(Path file) {
    var out = spec.commandLine().getOut();
    try {
      var verification = Verification.of(file);
      if (verification.agrees()) {
        out.println(file + " agrees: " + verification.sentence());
      } else {
        out.println(file + " does not agree:");
        verification.objections().forEach(objection -> out.println("- " + objection));
      }
      return verification.agrees() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.USAGE;
    } finally {
      out.flush();
    }
  }
}
