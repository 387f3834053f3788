package switchboard.console.ui.tuning;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.sweep.ApplyRun;
import switchboard.console.sweep.SweepPlan;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.workspace.Workspace;

/** Gives the running system what a sweep found, and says whether it stayed. FX thread only. */
final class ApplyModel {
  private static final String APPLYING = "A configuration is being applied.";

  private final Workspace workspace;
  private final KeptRuns runs;
  private final Operation operation;
  private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper(this, "outcome", "");
  private Duration watch = ApplyRun.WATCH;
  private Optional<ApplyRun> run = Optional.empty();

  ApplyModel(Workspace workspace, KeptRuns runs) {
    this.workspace = workspace;
    this.runs = runs;
    operation = workspace.context().operation();
  }

  /** Watches for another time than {@link ApplyRun#WATCH}. */
  void watchFor(Duration wanted) {
    watch = wanted;
  }

  ReadOnlyBooleanProperty busyProperty() {
    return operation.busyProperty();
  }

  ReadOnlyStringProperty progressProperty() {
    return operation.progressProperty();
  }

  /** What became of the last one, in sentences; empty before. */
  ReadOnlyStringProperty outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /** Applies a configuration, unless something else changes or measures the system. */
  void apply(SweepPlan plan, Configuration one) {
    if (!workspace.usedAloneProperty().get().isEmpty()
        || operation.busyProperty().get()
        || workspace.lifecycle().phaseProperty().get() != Phase.RUNNING) {
      return;
    }
    outcome.set("");
    workspace.useAlone(APPLYING);
    var background = workspace.context().background();
    operation.start(
        "Applying " + one.shortText(),
        steps -> {
          var next =
              new ApplyRun(
                  workspace.session(),
                  runs,
                  plan,
                  watch,
                  steps,
                  why -> background.show(() -> workspace.context().notices().accept(why)));
          background.show(() -> run = Optional.of(next));
          return next.execute(one);
        },
        applied -> {
          ended();
          outcome.set(applied.sentence());
          workspace.context().prompts().tell(applied.sentence());
        },
        why -> {
          ended();
          outcome.set("It was not applied: " + why.happened() + ".");
        });
  }

  private void ended() {
    run = Optional.empty();
    workspace.useTogether();
  }

  /** Takes it back before its time. */
  void stop() {
    run.ifPresent(ApplyRun::stop);
  }
}
