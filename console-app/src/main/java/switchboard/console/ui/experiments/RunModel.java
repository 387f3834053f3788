package switchboard.console.ui.experiments;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.bundle.RunKeeper;
import switchboard.console.experiment.DryRun;
import switchboard.console.experiment.Experiment;
import switchboard.console.experiment.Run;
import switchboard.console.experiment.RunResult;
import switchboard.console.session.Snapshot;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.text.Format;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.workspace.Workspace;

/** The run under way, one at a time. FX thread only. */
final class RunModel {
  /** Older lines of a run say nothing new. */
  private static final int KEPT_LINES = 200;

  private static final String RUNNING = "An experiment is running.";

  private final Workspace workspace;
  private final KeptRuns runs;
  private final Operation operation;
  private final Consumer<PastRun> over;
  private final ReadOnlyObjectWrapper<Optional<LiveRun>> live =
      new ReadOnlyObjectWrapper<>(this, "live", Optional.empty());
  private final ObservableList<String> lines = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper(this, "obstacle", "");
  private Optional<Run> run = Optional.empty();
  private boolean stopping;
  private boolean judging;

  /**
   * @param over receives what came of each run
   */
  RunModel(Workspace workspace, KeptRuns runs, Consumer<PastRun> over) {
    this.runs = runs;
    this.workspace = workspace;
    this.over = over;
    operation = workspace.context().operation();
    workspace.lifecycle().phaseProperty().subscribe(phase -> reconsider());
    workspace.start().obstacle().subscribe(words -> reconsider());
    workspace.usedAloneProperty().subscribe(words -> reconsider());
  }

  /** Empty when nothing is run. */
  ReadOnlyObjectProperty<Optional<LiveRun>> liveProperty() {
    return live.getReadOnlyProperty();
  }

  /** What the run has reported, as on the command line; of the last one, when none is under way. */
  ObservableList<String> lines() {
    return lines;
  }

  /** Why nothing can be run at present, whatever it is; empty when it can. */
  ReadOnlyStringProperty obstacleProperty() {
    return obstacle.getReadOnlyProperty();
  }

  /** Why a plan cannot be run at present; empty when it can. */
  String obstacle(DryRun plan) {
    return obstacle.get().isEmpty() ? plan.obstacle().orElse("") : obstacle.get();
  }

  /** Runs what was planned, unless there is an obstacle; asks before where the settings say so. */
  void start(DryRun plan) {
    if (!obstacle(plan).isEmpty()) {
      return;
    }
    var experiment = plan.experiment();
    var faults = experiment.plan().faults();
    if (faults.isEmpty()) {
      begin(experiment);
      return;
    }
    var prompts = workspace.context().prompts();
    var injects = "injects " + Format.count(faults.size(), "fault");
    Runnable now = () -> begin(experiment);
    // Where others may depend on the cluster, there are some seconds in which it can be given up.
    Runnable run =
        workspace.session().platform().isForeign()
            ? () -> prompts.delay("Runs “" + experiment.name() + "”, which " + injects, now)
            : now;
    prompts.confirm(
        Set.of(ConfirmableAction.FAULT),
        "Run “" + experiment.name() + "”? It " + injects + ".",
        "Run",
        run);
  }

  private void begin(Experiment experiment) {
    // While the question was asked, something may have come between.
    if (!obstacle.get().isEmpty()) {
      return;
    }
    var background = workspace.context().background();
    var lifecycle = workspace.lifecycle();
    var keeper =
        new RunKeeper(
            runs,
            experiment,
            workspace.session().now(),
            why -> background.show(() -> workspace.context().notices().accept(why)));
    var next =
        new Run(
            workspace.session(),
            line -> background.show(() -> add(line)),
            step -> background.show(() -> lifecycle.reportLaunchOfRun(step)),
            Run.AfterRun.KEEP_RUNNING,
            keeper);
    lines.clear();
    stopping = false;
    run = Optional.of(next);
    workspace.useAlone(RUNNING);
    if (lifecycle.phaseProperty().get() != Phase.RUNNING) {
      lifecycle.beginLaunchOfRun(this::stop);
    }
    live.set(Optional.of(seen(experiment.name(), next)));
    operation.start(
        "Running “" + experiment.name() + "”",
        report -> executed(next, experiment, keeper),
        result -> judged(next, result),
        why -> ended());
    reconsider();
  }

  private static Outcome<RunResult> executed(Run run, Experiment experiment, RunKeeper keeper)
      throws IOException, InterruptedException {
    try (keeper) {
      var result = run.execute(experiment);
      keeper.finish(run.record());
      return result
          .map(Outcome::done)
          .orElseGet(() -> Outcome.failed(run.failure().orElseGet(() -> nothing(experiment))));
    }
  }

  private static Failure nothing(Experiment experiment) {
    return new Failure(
        "Running “" + experiment.name() + "”",
        "there was nothing to judge",
        "See the logs, and run it again.");
  }

  private void add(String line) {
    if (line.isBlank()) {
      return;
    }
    if (lines.size() == KEPT_LINES) {
      lines.removeFirst();
    }
    lines.add(line);
  }

  private void judged(Run judged, RunResult result) {
    ended();
    over.accept(new PastRun(workspace.context().clock().instant(), result, judged.record()));
    workspace
        .context()
        .prompts()
        .tell("“" + result.name() + "”: " + result.verdict().result().word() + ".");
  }

  private void ended() {
    run = Optional.empty();
    workspace.useTogether();
    live.set(Optional.empty());
    workspace.lifecycle().endLaunchOfRun();
    reconsider();
  }

  /**
   * Ends the run before its time: faults are undone, and what was seen is judged. A launch is
   * cancelled, and nothing is judged.
   */
  void stop() {
    run.ifPresent(
        each -> {
          stopping = true;
          each.abort();
          if (!each.progress().phase().isLoaded()) {
            operation.cancel();
          }
          live.set(live.get().map(now -> seen(now.name(), each)));
        });
  }

  /** Follows the run and the system. */
  void show(Snapshot newest) {
    judging = !newest.judging().isEmpty();
    run.ifPresent(each -> live.set(live.get().map(now -> seen(now.name(), each))));
    reconsider();
  }

  private LiveRun seen(String name, Run each) {
    return new LiveRun(name, workspace.session().now(), each.progress(), stopping);
  }

  private void reconsider() {
    obstacle.set(whyNot());
  }

  private String whyNot() {
    if (!workspace.usedAloneProperty().get().isEmpty()) {
      return workspace.usedAloneProperty().get();
    }
    return switch (workspace.lifecycle().phaseProperty().get()) {
      case LAUNCHING -> "Wait until the system is launched.";
      case STOPPING -> "Wait until the system has stopped.";
      case STOPPED, LAUNCH_FAILED -> workspace.start().obstacle().getValue();
      case RUNNING -> judging ? "Wait for the verdict of the fault that was injected." : "";
    };
  }
}
