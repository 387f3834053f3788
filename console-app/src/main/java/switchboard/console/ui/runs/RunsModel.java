package switchboard.console.ui.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.Recording;
import switchboard.console.bundle.Verification;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.report.ReportModel;
import switchboard.console.ui.workspace.ScreenModel;

/** The runs that are kept, and the one that is watched again. FX thread only. */
public final class RunsModel implements ScreenModel {
  private static final String OPENING = "Opening the run";
  private static final String VERIFYING = "Verifying the run";
  private static final String WRONG_FILE = "Choose a bundle that 'switchboard run' wrote.";

  private final KeptRuns runs;
  private final OperationContext context;
  private final ReportModel reports;
  private final ObservableList<KeptRuns.Kept> kept = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<ReplayModel>> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<SideBySideModel>> compared =
      new ReadOnlyObjectWrapper<>(this, "compared", Optional.empty());
  private Path wanted = Path.of("");

  /**
   * @param reports writes those of runs
   */
  public RunsModel(KeptRuns runs, OperationContext context, ReportModel reports) {
    this.runs = runs;
    this.context = context;
    this.reports = reports;
  }

  /** The newest first, as they were when they were last looked for. */
  ObservableList<KeptRuns.Kept> kept() {
    return kept;
  }

  /** The run that is watched; empty before one is chosen. */
  ReadOnlyObjectProperty<Optional<ReplayModel>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** The run that is watched beside another one; empty while it is watched alone. */
  ReadOnlyObjectProperty<Optional<SideBySideModel>> comparedProperty() {
    return compared.getReadOnlyProperty();
  }

  /** Looks for what is kept. */
  void refresh() {
    inBackground("Looking for runs", runs::all, "See the folder of the runs.", this::show);
  }

  private void show(List<KeptRuns.Kept> found) {
    if (!kept.equals(found)) {
      kept.setAll(found);
    }
  }

  /** Watches a run again; the last that was asked for, when several are being read. */
  public void open(Path file) {
    wanted = file;
    inBackground(
        OPENING,
        () -> Recording.of(file),
        WRONG_FILE,
        recording -> {
          if (wanted.equals(file)) {
            compared.set(Optional.empty());
            shown.get().ifPresent(before -> before.playingProperty().set(false));
            shown.set(Optional.of(new ReplayModel(file, recording)));
          }
        });
  }

  /** Shows the run that is watched beside another one. */
  void compare(ReplayModel run, Path other) {
    inBackground(
        "Comparing the runs",
        () -> SideBySideModel.of(run.file(), other, runs.calibrations()),
        "Choose a run that did not end early.",
        found -> {
          run.playingProperty().set(false);
          compared.set(Optional.of(found));
        });
  }

  /** Watches the run alone again. */
  void closeComparison() {
    compared.set(Optional.empty());
  }

  /** Verifies a run: whether it is as it was written, and its report what its notes give. */
  void verify(ReplayModel run) {
    inBackground(VERIFYING, () -> Verification.of(run.file()), WRONG_FILE, run::verified);
  }

  /** Writes the report of a run that has one: the one that is in its bundle. */
  void report(ReplayModel run) {
    inBackground(
        "Reading the run",
        run.recording().bundle()::report,
        WRONG_FILE,
        report ->
            reports.write(run.recording().ended(), run.recording().experiment().name(), report));
  }

  /** Keeps a run when there is no room for others, or no longer. */
  void pin(KeptRuns.Kept run) {
    inBackground(
        "Pinning the run",
        () -> {
          runs.pin(run.file(), !run.pinned());
          return runs.all();
        },
        "Make the folder of the runs writable.",
        this::show);
  }

  private <T> void inBackground(String tried, Callable<T> work, String next, Consumer<T> done) {
    context.background().run(tried, () -> outcome(tried, work, next), done, context.notices());
  }

  private static <T> Outcome<T> outcome(String tried, Callable<T> work, String next)
      throws Exception {
    try {
      return Outcome.done(work.call());
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(tried, e.getMessage() == null ? e.toString() : e.getMessage(), next));
    }
  }
}
