package switchboard.console.ui.experiments;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.experiment.file.ExperimentFile;
import switchboard.console.experiment.file.InvalidFileException;
import switchboard.console.experiment.file.Mistake;
import switchboard.console.experiment.file.ShippedExperiments;

/** The shipped experiments and the operator's own files. Its methods block. */
final class ExperimentLibrary {
  private final Path folder;

  /**
   * @param folder of the operator's own files; it need not be there
   */
  ExperimentLibrary(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /**
   * Reads all: the shipped ones, the files of the folder by name, and then others.
   *
   * @param opened files elsewhere
   */
  Outcome<List<ListedExperiment>> list(List<Path> opened) {
    var all = new ArrayList<ListedExperiment>();
    ShippedExperiments.names().forEach(name -> all.add(shipped(name)));
    try {
      var own = own();
      own.forEach(file -> all.add(read(file)));
      opened.stream().filter(file -> !own.contains(file)).forEach(file -> all.add(read(file)));
    } catch (IOException e) {
      return Outcome.failed(
          new Failure("Reading the folder " + folder, e.toString(), "Check that it can be read."));
    }
    return Outcome.done(List.copyOf(all));
  }

  /** As it is by now: a file may have changed, and one without a seed has a fresh one. */
  ListedExperiment read(ListedExperiment listed) {
    return listed.file().map(this::read).orElseGet(() -> shipped(listed.name()));
  }

  private List<Path> own() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  private static ListedExperiment shipped(String name) {
    return parsed(name, Optional.empty(), ShippedExperiments.text(name).orElseThrow());
  }

  private ListedExperiment read(Path file) {
    var name = file.getFileName().toString();
    try {
      return parsed(name, Optional.of(file), Files.readString(file));
    } catch (MalformedInputException e) {
      return wrong(name, Optional.of(file), List.of("not a text; expected YAML in UTF-8"));
    } catch (IOException e) {
      return wrong(name, Optional.of(file), List.of("the file cannot be read: " + e));
    }
  }

  private static ListedExperiment parsed(String name, Optional<Path> file, String yaml) {
    try {
      return new ListedExperiment(name, file, Optional.of(ExperimentFile.read(yaml)), List.of());
    } catch (InvalidFileException e) {
      return wrong(name, file, e.mistakes().stream().map(Mistake::text).toList());
    }
  }

  private static ListedExperiment wrong(String name, Optional<Path> file, List<String> mistakes) {
    return new ListedExperiment(name, file, Optional.empty(), mistakes);
  }
}
