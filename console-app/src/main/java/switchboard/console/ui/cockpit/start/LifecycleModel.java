package switchboard.console.ui.cockpit.start;

import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.operation.OperationContext;

/** Launching, stopping and closing the system. FX thread only. */
public final class LifecycleModel {

  /** What the window shows. */
  public enum Phase {
    STOPPED,
    LAUNCHING,
    LAUNCH_FAILED,
    RUNNING,
    STOPPING
  }

  private static final Logger LOG = LoggerFactory.getLogger(LifecycleModel.class);

  private final Session session;
  private final OperatedPlatform platform;
  private final OperationContext context;
  private final Operation operation;
  private final ReadOnlyObjectWrapper<Phase> phase =
      new ReadOnlyObjectWrapper<>(this, "phase", Phase.STOPPED);
  private final ReadOnlyObjectWrapper<Optional<Failure>> failure =
      new ReadOnlyObjectWrapper<>(this, "failure", Optional.empty());

  private final BooleanProperty deleteData = new SimpleBooleanProperty(this, "deleteData");

  private Optional<Instant> launchedAt = Optional.empty();
  private Optional<Runnable> whenStopped = Optional.empty();

  /** Cancels the launch of a run; empty unless one is under way. */
  private Optional<Runnable> ofRun = Optional.empty();

  public LifecycleModel(Session session, OperationContext context) {
    this.session = session;
    platform = session.platform();
    this.context = context;
    // A launch that fails has a page of its own.
    operation = new Operation(context.background(), context.clock(), why -> {});
  }

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /** Whether the next stop also deletes the stored messages. Every stop resets this. */
  public BooleanProperty deleteDataProperty() {
    return deleteData;
  }

  /** Why the last launch failed. */
  ReadOnlyObjectProperty<Optional<Failure>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** The launch or the stop under way; what a cancelled launch has started is stopped again. */
  public Operation operation() {
    return operation;
  }

  /** When the running system was ready. */
  public Optional<Instant> launchedAt() {
    return launchedAt;
  }

  /**
   * Starts the system, or takes over the one that runs already.
   *
   * @param takesOver whether there is one, as far as is known
   */
  void launch(int replicas, LoadPlan load, boolean takesOver) {
    if (isBusy() || phase.get() == Phase.LAUNCHING || phase.get() == Phase.RUNNING) {
      return;
    }
    phase.set(Phase.LAUNCHING);
    failure.set(Optional.empty());
    operation.start(
        "Launching",
        report -> session.launch(replicas, load, report),
        launch -> launched(launch.load(), takesOver),
        this::launchFailed);
  }

  /** Gives the launch up, if one is under way. */
  public void cancelLaunch() {
    if (phase.get() == Phase.LAUNCHING) {
      ofRun.ifPresentOrElse(Runnable::run, operation::cancel);
    }
  }

  /**
   * A run launches the system, which is shown until {@link #endLaunchOfRun} or the system runs.
   *
   * @param cancel gives the launch up
   */
  public void beginLaunchOfRun(Runnable cancel) {
    ofRun = Optional.of(cancel);
    operation.steps().clear();
    failure.set(Optional.empty());
    phase.set(Phase.LAUNCHING);
  }

  /** Takes note of a step of that launch. */
  public void reportLaunchOfRun(Step step) {
    if (ofRun.isPresent() && phase.get() == Phase.LAUNCHING) {
      operation.steps().report(step);
    }
  }

  /** Nothing more comes of that launch: the system runs, or does not. */
  public void endLaunchOfRun() {
    if (ofRun.isEmpty()) {
      return;
    }
    ofRun = Optional.empty();
    var runs = platform.state().phase() == SystemState.Phase.RUNNING;
    if (phase.get() == Phase.LAUNCHING) {
      launchedAt = runs ? Optional.of(context.clock().instant()) : launchedAt;
      end(runs ? Phase.RUNNING : Phase.STOPPED);
    }
    if (whenStopped.isPresent() && phase.get() == Phase.STOPPED) {
      stopped();
    } else if (whenStopped.isPresent() && phase.get() == Phase.RUNNING) {
      closeRunning();
    }
  }

  private void launched(Outcome<LoadPlan> load, boolean tookOver) {
    if (load instanceof Outcome.Failed<LoadPlan>(Failure why) && !wasCancelled()) {
      context.notices().accept(why);
    }
    launchedAt = Optional.of(context.clock().instant());
    // The cancelling came too late. An adopted system must not end because of it.
    var stops = wasCancelled() && (!tookOver || whenStopped.isPresent());
    end(Phase.RUNNING);
    if (stops) {
      stop(false);
    }
  }

  private void launchFailed(Failure why) {
    operation.steps().end(wasCancelled() ? "cancelled" : "not completed");
    if (!wasCancelled()) {
      LOG.warn("{}", why.sentence());
      failure.set(Optional.of(why));
    }
    end(wasCancelled() ? Phase.STOPPED : Phase.LAUNCH_FAILED);
    stopped();
  }

  private boolean wasCancelled() {
    return operation.cancellingProperty().get();
  }

  /** Stops a running system, and deletes its messages if requested. */
  public void stop() {
    stop(deleteData.get());
  }

  private void stop(boolean delete) {
    if (isBusy() || phase.get() != Phase.RUNNING) {
      return;
    }
    deleteData.set(delete);
    phase.set(Phase.STOPPING);
    operation.start(
        "Stopping",
        report -> session.stop(delete, report),
        state -> {
          end(Phase.STOPPED);
          stopped();
        },
        why -> {
          context.notices().accept(why);
          end(Phase.RUNNING);
          stopped();
        });
  }

  /** Puts the message about a failed launch away. */
  void dismissFailure() {
    failure.set(Optional.empty());
    if (phase.get() == Phase.LAUNCH_FAILED) {
      phase.set(Phase.STOPPED);
    }
  }

  /**
   * Ends whatever runs or begins to run, without deleting anything, and then calls back, once,
   * however often this is asked. A stop that fails calls back too: the window must not become
   * impossible to close.
   */
  public void close(Runnable closed) {
    if (whenStopped.isPresent()) {
      return;
    }
    whenStopped = Optional.of(closed);
    switch (phase.get()) {
      case STOPPED, LAUNCH_FAILED -> stopped();
      case LAUNCHING -> cancelLaunch();
      case RUNNING -> closeRunning();
      case STOPPING -> {}
    }
  }

  private void closeRunning() {
    if (platform.adopted()) {
      stopped();
    } else {
      stop(false);
    }
  }

  private void stopped() {
    whenStopped.ifPresent(Runnable::run);
  }

  /** Follows what happens without an action of this window. */
  public void show(Snapshot snapshot) {
    operation.steps().tick();
    if (!operation.isOverAt(snapshot.at())) {
      return;
    }
    switch (snapshot.system().phase()) {
      case RUNNING -> {
        if (phase.get() != Phase.RUNNING) {
          launchedAt = Optional.of(snapshot.at());
          phase.set(Phase.RUNNING);
        }
      }
      case STOPPED -> {
        if (phase.get() == Phase.RUNNING) {
          deleteData.set(false);
          phase.set(Phase.STOPPED);
        }
      }
      case LAUNCHING, STOPPING -> {}
    }
  }

  private boolean isBusy() {
    return operation.busyProperty().get();
  }

  private void end(Phase next) {
    deleteData.set(false);
    phase.set(next);
  }
}
