package switchboard.console.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.bundle.Bundle;
import switchboard.console.calibration.Conditions;
import switchboard.console.calibration.RunFigure;
import switchboard.console.report.Report;
import switchboard.console.verdict.Result;

/**
 * A run as it is compared: its figures are made again from the notes in its bundle.
 *
 * @param file the name of its bundle
 * @param name of its experiment
 * @param sentence of its verdict
 * @param begun when its load was set
 * @param values those of its figures that are known
 */
public record ComparedRun(
    String file,
    String name,
    Result result,
    String sentence,
    Instant begun,
    Conditions conditions,
    Map<RunFigure, Double> values) {
  public ComparedRun {
    Objects.requireNonNull(file);
    Objects.requireNonNull(name);
    Objects.requireNonNull(result);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(begun);
    Objects.requireNonNull(conditions);
    values = Map.copyOf(values);
  }

  /**
   * Reads one.
   *
   * @throws IOException when it is no bundle, ended early, or cannot be read
   */
  public static ComparedRun of(Path file) throws IOException {
    return of(file.getFileName().toString(), Bundle.open(file).report());
  }

  /** The run that a report tells of. */
  public static ComparedRun of(String file, Report report) {
    return new ComparedRun(
        file,
        report.experiment().name(),
        report.verdict().result(),
        report.verdict().sentence(),
        Instant.parse(report.begunAt()),
        Conditions.of(report),
        RunFigure.all(report));
  }

  /** Why its figures say nothing about the system; empty when they do. */
  public Optional<String> whyLeftOut() {
    return switch (result) {
      case PASSED, FAILED, INCONCLUSIVE -> Optional.empty();
      case INVALID, ABORTED -> Optional.of(result.word() + ": " + sentence);
    };
  }
}
