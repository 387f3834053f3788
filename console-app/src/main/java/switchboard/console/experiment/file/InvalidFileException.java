package switchboard.console.experiment.file;

import java.util.List;
import java.util.stream.Collectors;

/** A file that is not an experiment, and every reason for it. */
public final class InvalidFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Mistake> mistakes;

  InvalidFileException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::text).collect(Collectors.joining("\n")));
    this.mistakes = mistakes.stream().sorted().toList();
  }

  /** All of them, in the order of the file; at least one. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
