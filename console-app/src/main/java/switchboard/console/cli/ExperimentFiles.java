package switchboard.console.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.file.ExperimentFile;
import switchboard.console.experiment.file.InvalidFileException;
import switchboard.console.experiment.file.ShippedExperiments;

/** Experiments that are named on the command line: files, and those that are shipped. */
final class ExperimentFiles {
  /** Well above what may stand in one. */
  private static final long MAX_BYTES = 1 << 20;

  private ExperimentFiles() {}

  /**
   * Reads all of them.
   *
   * @param names paths of files, or names of shipped ones
   * @return empty when one is wrong; what is wrong in each was said on the command's standard error
   */
  static Optional<List<Experiment>> read(List<String> names, CommandLine command) {
    var experiments = new ArrayList<Experiment>();
    for (var name : names) {
      try {
        experiments.add(ExperimentFile.read(text(name)));
      } catch (InvalidFileException e) {
        e.mistakes().forEach(each -> command.getErr().println(name + ":" + each.text()));
      } catch (NoSuchFileException e) {
        command
            .getErr()
            .println(
                name
                    + ": there is no such file, and no shipped experiment of that name; expected a"
                    + " file or one of "
                    + String.join(", ", ShippedExperiments.names()));
      } catch (InvalidPathException e) {
        command.getErr().println(name + ": no name of a file: " + e.getReason());
      } catch (MalformedInputException e) {
        command.getErr().println(name + ": not a text; expected YAML in UTF-8");
      } catch (IOException e) {
        command.getErr().println(name + ": the file cannot be read: " + e.getMessage());
      }
    }
    command.getErr().flush();
    return experiments.size() == names.size() ? Optional.of(experiments) : Optional.empty();
  }

  /** A file goes before a shipped one: its name is what the operator can see. */
  private static String text(String name) throws IOException {
    var file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      var shipped = ShippedExperiments.text(name);
      if (shipped.isPresent()) {
        return shipped.get();
      }
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("it is larger than " + MAX_BYTES + " bytes");
    }
    return Files.readString(file);
  }
}
