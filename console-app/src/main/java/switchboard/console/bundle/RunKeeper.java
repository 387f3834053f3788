package switchboard.console.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Build;
import switchboard.console.Failure;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.Conditions;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.RunRemains;
import switchboard.console.experiment.journal.Journal;
import switchboard.console.experiment.journal.RunNote;
import switchboard.console.report.Machine;
import switchboard.console.report.Report;
import switchboard.console.report.calibrated.Calibrated;

/**
 * Keeps one run among a user's. A run that cannot be kept is a run all the same: why it cannot is
 * reported, and its report is made of what is in memory. Any thread may call.
 */
public final class RunKeeper implements Journal, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunKeeper.class);

  private final KeptRuns runs;
  private final Experiment experiment;
  private final Instant at;
  private final Consumer<Failure> failures;
  private Optional<Path> file = Optional.empty();
  private Optional<BundleWriter> writer = Optional.empty();
  private boolean begun;

  /**
   * Of a run of which nothing is noted yet, nothing is written.
   *
   * @param at when it begins
   * @param failures receives why it cannot be kept
   */
  public RunKeeper(KeptRuns runs, Experiment experiment, Instant at, Consumer<Failure> failures) {
    this.runs = runs;
    this.experiment = experiment;
    this.at = at;
    this.failures = failures;
  }

  @Override
  public synchronized void keep(RunNote note) {
    if (!begun) {
      begun = true;
      begin();
    }
    writer.ifPresent(to -> to.keep(note));
  }

  private void begin() {
    try {
      var reserved = runs.reserve(experiment.name(), at);
      writer = Optional.of(new BundleWriter(reserved, experiment, Build.nameAndNumber()));
      file = Optional.of(reserved);
    } catch (IOException e) {
      failed(e);
    }
  }

  /**
   * Ends it.
   *
   * @param run empty when there was nothing to judge: then nothing is kept
   * @return its report; empty when there was no run
   */
  public synchronized Optional<Report> finish(Optional<RunRecord> run) throws IOException {
    if (run.isEmpty()) {
      discard();
      return Optional.empty();
    }
    if (writer.isPresent()) {
      try {
        var report = writer.get().finish(run.get(), calibration(run.get().remains()));
        file.ifPresent(runs::makeRoomFor);
        return Optional.of(report);
      } catch (IOException | RuntimeException e) {
        failed(e);
      }
    }
    return Optional.of(Report.of(run.get(), Build.nameAndNumber()));
  }

  /** A run is kept without it when it cannot be read. */
  private Optional<Calibrated> calibration(RunRemains remains) {
    try {
      return runs.calibrations()
          .of(Conditions.of(Machine.ofThisConsole(), remains.place(), remains.experiment()))
          .flatMap(Calibration::toReport);
    } catch (IOException e) {
      LOG.warn("The report does not say what this machine can see", e);
      return Optional.empty();
    }
  }

  private void discard() {
    try {
      if (writer.isPresent()) {
        writer.get().discard();
      }
    } catch (IOException e) {
      failed(e);
    }
    file = Optional.empty();
  }

  /** Where it is kept; empty when it is not. */
  public synchronized Optional<Path> file() {
    return file;
  }

  private void failed(Exception e) {
    file = Optional.empty();
    failures.accept(
        new Failure(
            "Keeping the run",
            e.toString(),
            "Make room or the folder writable; this run is judged all the same."));
  }

  /** What cannot be closed has been reported, or holds nothing that is still wanted. */
  @Override
  public synchronized void close() {
    try {
      if (writer.isPresent()) {
        writer.get().close();
      }
    } catch (IOException e) {
      LOG.warn("A bundle cannot be closed", e);
    }
  }
}
