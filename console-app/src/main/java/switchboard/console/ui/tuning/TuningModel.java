package switchboard.console.ui.tuning;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.session.Snapshot;
import switchboard.console.sweep.SweepFolder;
import switchboard.console.sweep.SweepListener;
import switchboard.console.sweep.SweepPlan;
import switchboard.console.sweep.SweepRun;
import switchboard.console.sweep.SweepState;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.workspace.ScreenModel;
import switchboard.console.ui.workspace.Workspace;

/** The screen of sweeps on one platform: one at a time. FX thread only. */
public final class TuningModel implements ScreenModel {
  private static final String SWEEPING = "A sweep is running.";

  /** Short enough to be typed again. */
  private static final int SEEDS = 1_000_000;

  private final Workspace workspace;
  private final KeptRuns runs;
  private final SweepFolder folder;
  private final RandomGenerator random;
  private final Runnable front;
  private final Operation operation;
  private final TuningFormModel form = new TuningFormModel();
  private final ApplyModel apply;
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
  private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
  private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper(this, "obstacle", "");
  private Optional<SweepRun> run = Optional.empty();
  private Optional<Configuration> measured = Optional.empty();
  private boolean stopping;

  /** A sweep under way or over, and what is known of it. */
  record Shown(SweepPlan plan, SweepState state) {}

  /**
   * The screen on one platform.
   *
   * @param random chooses the seed of a new sweep
   * @param front brings the screen to the front
   */
  public TuningModel(
      Workspace workspace,
      KeptRuns runs,
      SweepFolder folder,
      RandomGenerator random,
      Runnable front) {
    this.workspace = workspace;
    this.runs = runs;
    this.folder = folder;
    this.random = random;
    this.front = front;
    operation = workspace.context().operation();
    apply = new ApplyModel(workspace, runs);
    workspace.lifecycle().phaseProperty().subscribe(phase -> reconsider());
    workspace.usedAloneProperty().subscribe(words -> reconsider());
    form.mistakeProperty().subscribe(mistake -> reconsider());
  }

  TuningFormModel form() {
    return form;
  }

  ApplyModel apply() {
    return apply;
  }

  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Empty before the first sweep. */
  ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** What the sweep under way is at; empty when none is. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Why none can be started, in a sentence; empty when one can. */
  ReadOnlyStringProperty obstacleProperty() {
    return obstacle.getReadOnlyProperty();
  }

  /** See {@link Limiting#limitsNote}; empty for nothing. */
  String note() {
    return workspace
        .session()
        .platform()
        .capability(Limiting.class)
        .map(Limiting::limitsNote)
        .orElse("");
  }

  /** Sweeps what is typed, unless there is an obstacle. */
  void start() {
    if (obstacle.get().isEmpty()) {
      var plan = form.plan(random.nextInt(SEEDS));
      begin(plan, () -> Optional.of(folder.begin(specification(plan), plan.seed(), now())));
    }
  }

  /** Continues the newest sweep of what is typed that was interrupted, if there is one. */
  void resume() {
    if (obstacle.get().isEmpty()) {
      var plan = form.plan(0);
      begin(plan, () -> folder.interrupted(specification(plan), OptionalLong.empty()));
    }
  }

  private Instant now() {
    return workspace.session().now();
  }

  private String specification(SweepPlan plan) throws IOException {
    return SweepRun.specification(plan, workspace.session().platform().id());
  }

  /** Where what was measured is kept: the disk may be slow. */
  @FunctionalInterface
  private interface Keeping {
    Optional<SweepFolder.Kept> find() throws IOException;
  }

  private void begin(SweepPlan plan, Keeping keeping) {
    var objections = SweepRun.objections(plan, workspace.session());
    if (!objections.isEmpty()) {
      workspace
          .context()
          .notices()
          .accept(
              new Failure("The sweep", String.join("; ", objections), "Change what is searched."));
      return;
    }
    running.set(true);
    workspace.useAlone(SWEEPING);
    stopping = false;
    measured = Optional.empty();
    reconsider();
    operation.start("The sweep", steps -> executed(plan, keeping), this::over, why -> ended());
  }

  private Outcome<SweepState> executed(SweepPlan plan, Keeping keeping)
      throws IOException, InterruptedException {
    var kept = keeping.find();
    if (kept.isEmpty()) {
      return Outcome.failed(
          new Failure("Resuming", "no sweep of what is typed was interrupted", "Start a new one."));
    }
    var background = workspace.context().background();
    var ordered = plan.withSeed(kept.get().seed());
    var next =
        new SweepRun(
            workspace.session(),
            runs,
            ordered,
            kept.get(),
            new Listener(),
            step -> {},
            why -> background.show(() -> workspace.context().notices().accept(why)));
    background.show(() -> begun(ordered, next));
    return next.execute();
  }

  private final class Listener implements SweepListener {
    @Override
    public void begins(Configuration one, int number) {
      workspace.context().background().show(() -> measures(one));
    }

    @Override
    public void ended(SweepTrial trial) {
      workspace.context().background().show(TuningModel.this::refresh);
    }
  }

  private void begun(SweepPlan plan, SweepRun next) {
    run = Optional.of(next);
    shown.set(Optional.of(new Shown(plan, next.state())));
    if (stopping) {
      next.stop();
    }
    refresh();
  }

  private void measures(Configuration one) {
    measured = Optional.of(one);
    refresh();
  }

  private void over(SweepState state) {
    shown.set(shown.get().map(last -> new Shown(last.plan(), state)));
    ended();
    workspace
        .context()
        .prompts()
        .tell(
            state.complete()
                ? state
                    .answer()
                    .cheapest()
                    .map(each -> "The cheapest that passed is " + each.text() + ".")
                    .orElse("No configuration passed.")
                : "The sweep was stopped; resume continues it.");
  }

  private void ended() {
    run = Optional.empty();
    running.set(false);
    workspace.useTogether();
    progress.set("");
    reconsider();
  }

  /** Ends the one under way; what was measured is kept. */
  void stop() {
    if (running.get()) {
      stopping = true;
      run.ifPresent(SweepRun::stop);
      refresh();
    }
  }

  private void refresh() {
    run.ifPresent(each -> shown.set(shown.get().map(last -> new Shown(last.plan(), each.state()))));
    progress.set(
        !running.get()
            ? ""
            : stopping
                ? "Stopping: the system gets what it had before."
                : ProgressText.of(shown.get(), measured, run.flatMap(SweepRun::progress)));
  }

  private void reconsider() {
    obstacle.set(whyNot());
  }

  private String whyNot() {
    if (!workspace.usedAloneProperty().get().isEmpty()) {
      return workspace.usedAloneProperty().get();
    }
    return workspace.lifecycle().phaseProperty().get() == Phase.RUNNING
        ? form.mistakeProperty().get()
        : "Launch the system first.";
  }

  /** Gives the system the cheapest configuration that passed. */
  void applyCheapest() {
    shown
        .get()
        .ifPresent(
            each ->
                each.state()
                    .answer()
                    .cheapest()
                    .ifPresent(cheapest -> apply.apply(each.plan(), cheapest)));
  }

  @Override
  public List<Command> commands(OptionalInt number) {
    return running.get()
        ? List.of(Command.of(Feather.SQUARE, "Stop the sweep", progress.get(), this::stop))
        : List.of(
            Command.of(
                    Feather.SLIDERS,
                    "Find the cheapest configuration",
                    form.objectivesProperty().get(),
                    () -> {
                      front.run();
                      start();
                    })
                .unless(obstacle.get()));
  }

  @Override
  public void show(Snapshot newest) {
    if (running.get()) {
      refresh();
    }
  }

  /** The system is about to stop, and the sweep with it. */
  @Override
  public void cancel() {
    stop();
    apply.stop();
  }
}
