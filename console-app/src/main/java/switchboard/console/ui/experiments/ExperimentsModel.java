package switchboard.console.ui.experiments;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.experiment.progress.StepProgress;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.cockpit.timeline.ComingStep;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.report.ReportModel;
import switchboard.console.ui.workspace.ScreenModel;
import switchboard.console.ui.workspace.Workspace;

/** The screen of experiments on one platform. FX thread only. */
public final class ExperimentsModel implements ScreenModel {
  private final CatalogModel catalog;
  private final RunModel run;
  private final RunHistoryModel history = new RunHistoryModel();
  private final ReportModel reports;
  private final Runnable front;
  private final ReadOnlyObjectWrapper<Shown> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", new Shown.Plan());

  /** What is shown in the middle. */
  sealed interface Shown {
    /** What the chosen experiment would do. */
    record Plan() implements Shown {}

    /** The run under way. */
    record Running() implements Shown {}

    /** What came of a run. */
    record Result(PastRun run) implements Shown {}
  }

  /**
   * The screen on one platform.
   *
   * @param folder of the operator's own experiments; it need not be there
   * @param runs where they are kept
   * @param reports writes those of runs that are over
   * @param front brings the screen to the front
   */
  public ExperimentsModel(
      Workspace workspace, Path folder, KeptRuns runs, ReportModel reports, Runnable front) {
    this.reports = reports;
    this.front = front;
    catalog =
        new CatalogModel(
            new ExperimentLibrary(folder), workspace.session().platform(), workspace.context());
    run = new RunModel(workspace, runs, this::over);
    run.liveProperty().addListener((property, was, live) -> follow(was, live));
    workspace.lifecycle().phaseProperty().addListener((property, was, phase) -> catalog.replan());
    catalog.refresh();
  }

  CatalogModel catalog() {
    return catalog;
  }

  RunModel run() {
    return run;
  }

  RunHistoryModel history() {
    return history;
  }

  ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** The steps of the run under way whose time is known and has not come. */
  public ObservableValue<List<ComingStep>> ahead() {
    return run.liveProperty().map(live -> live.map(ExperimentsModel::coming).orElse(List.of()));
  }

  static List<ComingStep> coming(LiveRun live) {
    return live.progress().steps().stream()
        .filter(step -> step.state() == StepProgress.State.AHEAD)
        .flatMap(
            step ->
                step.in().stream()
                    .map(in -> new ComingStep(live.at().plus(in), step.step().text())))
        .toList();
  }

  /** Shows what an experiment would do. */
  void choose(ListedExperiment wanted) {
    catalog.choose(wanted);
    shown.set(new Shown.Plan());
  }

  /** Adds a file from anywhere to the list, and shows what it would do. */
  void open(Path file) {
    catalog.open(file);
    shown.set(new Shown.Plan());
  }

  /** Shows the run under way, if there is one. */
  void showRunning() {
    if (run.liveProperty().get().isPresent()) {
      shown.set(new Shown.Running());
    }
  }

  /** Shows what came of a run. */
  void show(PastRun past) {
    shown.set(new Shown.Result(past));
  }

  /** Writes the report of a run, and opens it. */
  void report(PastRun past) {
    past.record().ifPresent(reports::write);
  }

  /** Why there can be no report of a run at present; empty when there can be one. */
  ObservableValue<String> whyNoReport(PastRun past) {
    return reports
        .busyProperty()
        .map(
            busy ->
                past.record().isEmpty()
                    ? "Only the newest %s runs can be reported."
                        .formatted(RunHistoryModel.MAX_RECORDS)
                    : busy ? "A report is being written." : "");
  }

  /** Runs what is planned. */
  void start() {
    catalog.planProperty().get().ifPresent(run::start);
  }

  private void start(ListedExperiment wanted) {
    front.run();
    shown.set(new Shown.Plan());
    catalog.choose(wanted, run::start);
  }

  private void over(PastRun past) {
    history.add(past);
    show(past);
  }

  private void follow(Optional<LiveRun> was, Optional<LiveRun> live) {
    if (was.isEmpty() && live.isPresent()) {
      shown.set(new Shown.Running());
    } else if (was.isPresent() && live.isEmpty()) {
      if (shown.get() instanceof Shown.Running) {
        shown.set(new Shown.Plan());
      }
      catalog.replan();
    }
  }

  @Override
  public List<Command> commands(OptionalInt number) {
    var live = run.liveProperty().get();
    if (live.isPresent()) {
      return List.of(
          Command.of(Feather.SQUARE, "Stop the experiment", live.get().name(), run::stop));
    }
    return catalog.all().stream()
        .filter(each -> each.experiment().isPresent())
        .map(
            each ->
                Command.of(
                        Feather.PLAY, "Run " + each.name(), each.description(), () -> start(each))
                    .unless(run.obstacleProperty().get()))
        .toList();
  }

  @Override
  public void show(Snapshot newest) {
    run.show(newest);
  }

  /** The system is about to stop, and the run with it. */
  @Override
  public void cancel() {
    run.stop();
  }
}
