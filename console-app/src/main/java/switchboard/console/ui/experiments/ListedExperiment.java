package switchboard.console.ui.experiments;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.experiment.Experiment;
import switchboard.console.text.Format;

/**
 * An experiment in the list.
 *
 * @param name of the shipped one, or of the file
 * @param file where it stands; empty for a shipped one
 * @param experiment empty when the file is wrong
 * @param mistakes everything that is wrong in the file: "7:12: unknown key 'usres'; …"
 */
record ListedExperiment(
    String name, Optional<Path> file, Optional<Experiment> experiment, List<String> mistakes) {
  ListedExperiment {
    Objects.requireNonNull(name);
    Objects.requireNonNull(file);
    Objects.requireNonNull(experiment);
    mistakes = List.copyOf(mistakes);
  }

  /** Whether it stands in the same place, whatever its file says by now. */
  boolean isSameAs(ListedExperiment other) {
    return name.equals(other.name) && file.equals(other.file);
  }

  /** What it is about or, when its file is wrong, how many mistakes it has. */
  String description() {
    return experiment
        .map(Experiment::name)
        .orElseGet(() -> Format.count(mistakes.size(), "mistake"));
  }

  /** "shipped" or "own". */
  String origin() {
    return file.isPresent() ? "own" : "shipped";
  }
}
