package switchboard.console.ui.cockpit.start;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.Failure;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.operation.ProgressSteps;

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
  private final Background background;
  private final Clock clock;
  private final Consumer<Failure> notices;
  private final ProgressSteps steps;
  private final ReadOnlyObjectWrapper<Phase> phase =
      new ReadOnlyObjectWrapper<>(this, "phase", Phase.STOPPED);
  private final ReadOnlyObjectWrapper<Optional<Failure>> failure =
      new ReadOnlyObjectWrapper<>(this, "failure", Optional.empty());

  private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper(this, "cancelling");
  private final BooleanProperty deleteData = new SimpleBooleanProperty(this, "deleteData");

  private Optional<Background.Work> launching = Optional.empty();
  private boolean takingOver;
  private Optional<Instant> launchedAt = Optional.empty();
  private Instant lastEnd = Instant.MIN;
  private Optional<Runnable> whenStopped = Optional.empty();

  public LifecycleModel(
      Session session, Background background, Clock clock, Consumer<Failure> notices) {
    this.session = session;
    platform = session.platform();
    this.background = background;
    this.clock = clock;
    this.notices = notices;
    steps = new ProgressSteps(clock);
  }

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /** Whether the launch under way has been given up and what it started is being stopped. */
  public ReadOnlyBooleanProperty cancellingProperty() {
    return cancelling.getReadOnlyProperty();
  }

  /** Whether the next stop also deletes the stored messages. Every stop resets this. */
  public BooleanProperty deleteDataProperty() {
    return deleteData;
  }

  /** Why the last launch failed. */
  ReadOnlyObjectProperty<Optional<Failure>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Of the present or last launch or stop. */
  ProgressSteps steps() {
    return steps;
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
    if (isBusy() || phase.get() == Phase.RUNNING) {
      return;
    }
    begin(Phase.LAUNCHING);
    takingOver = takesOver;
    failure.set(Optional.empty());
    launching =
        Optional.of(
            background.run(
                "Launching",
                () -> session.launch(replicas, load, this::report),
                this::launched,
                this::launchFailed));
  }

  /** Gives the launch up; what it has started is stopped again. */
  public void cancelLaunch() {
    // Once: a second interrupt would meet the clearing up after the first.
    if (phase.get() == Phase.LAUNCHING && !cancelling.get()) {
      cancelling.set(true);
      launching.ifPresent(Background.Work::cancel);
    }
  }

  private void launched(SystemState state) {
    launching = Optional.empty();
    launchedAt = Optional.of(clock.instant());
    // The cancelling came too late. An adopted system must not end because of it.
    var stops = cancelling.get() && (!takingOver || whenStopped.isPresent());
    end(Phase.RUNNING);
    if (stops) {
      stop(false);
    }
  }

  private void launchFailed(Failure why) {
    launching = Optional.empty();
    if (platform.state().phase() == SystemState.Phase.RUNNING) {
      // The system is up; only its load could not be set.
      if (!cancelling.get()) {
        notices.accept(why);
      }
      launched(platform.state());
      return;
    }
    var cancelled = cancelling.get();
    steps.end(cancelled ? "cancelled" : "not completed");
    if (!cancelled) {
      LOG.warn("{}", why.sentence());
      failure.set(Optional.of(why));
    }
    end(cancelled ? Phase.STOPPED : Phase.LAUNCH_FAILED);
    stopped();
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
    begin(Phase.STOPPING);
    background.run(
        "Stopping",
        () -> session.stop(delete, this::report),
        state -> {
          end(Phase.STOPPED);
          stopped();
        },
        why -> {
          notices.accept(why);
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
      case RUNNING -> {
        if (platform.adopted()) {
          stopped();
        } else {
          stop(false);
        }
      }
      case STOPPING -> {}
    }
  }

  private void stopped() {
    whenStopped.ifPresent(Runnable::run);
  }

  /** Follows what happens without an action of this window. */
  public void show(Snapshot snapshot) {
    steps.tick();
    if (isBusy() || snapshot.at().isBefore(lastEnd)) {
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
    return phase.get() == Phase.LAUNCHING || phase.get() == Phase.STOPPING;
  }

  private void begin(Phase next) {
    steps.clear();
    phase.set(next);
  }

  private void end(Phase next) {
    lastEnd = clock.instant();
    cancelling.set(false);
    deleteData.set(false);
    phase.set(next);
  }

  private void report(Step step) {
    background.show(() -> steps.report(step));
  }
}
