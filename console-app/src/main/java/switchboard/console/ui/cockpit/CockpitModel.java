package switchboard.console.ui.cockpit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import switchboard.console.Failure;
import switchboard.console.platform.Action;
import switchboard.console.platform.Role;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.cockpit.controls.ControlsModel;
import switchboard.console.ui.cockpit.start.LifecycleModel;
import switchboard.console.ui.cockpit.start.StartModel;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.faults.FailuresModel;
import switchboard.console.ui.faults.FaultModel;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.logs.LogsModel;
import switchboard.console.ui.operation.RightsModel;
import switchboard.console.ui.prompt.PromptsModel;

/** The screen on which the system is launched, watched and subjected to faults. FX thread only. */
public final class CockpitModel {
  private final OperatedPlatform platform;
  private final PromptsModel prompts;
  private final LifecycleModel lifecycle;
  private final RightsModel rights;
  private final StartModel start;
  private final ControlsModel controls;
  private final FaultModel faults;
  private final FailuresModel failures;
  private final LogsModel logs;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private boolean deleted;

  /**
   * @param prompts stands around its actions
   * @param notices where failures of actions are shown
   */
  public CockpitModel(
      Session session,
      Background background,
      Clock clock,
      RandomGenerator random,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    platform = session.platform();
    this.prompts = prompts;
    lifecycle = new LifecycleModel(session, background, clock, notices);
    rights = new RightsModel(platform);
    start = new StartModel(lifecycle, platform, rights, background, notices);
    controls = new ControlsModel(session, rights, background, clock, prompts, notices);
    faults = new FaultModel(session, rights, background, random, prompts, notices);
    failures = new FailuresModel(session, background, notices);
    logs = new LogsModel(session, rights.whyNot(Action.LOGS), background, clock, notices);
    lifecycle
        .phaseProperty()
        .addListener(
            (property, was, phase) -> {
              if (was == LifecycleModel.Phase.RUNNING) {
                prompts.clear();
              }
              if (was == LifecycleModel.Phase.STOPPING && phase == LifecycleModel.Phase.STOPPED) {
                prompts.tell(
                    deleted
                        ? "The system has stopped, and all stored messages are deleted."
                        : "The system has stopped.");
              }
            });
    lifecycle
        .deleteDataProperty()
        .addListener((property, was, deletes) -> prompts.giveUpCountdown());
    snapshot = new ReadOnlyObjectWrapper<>(this, "snapshot", session.snapshot());
  }

  public LifecycleModel lifecycle() {
    return lifecycle;
  }

  /** See {@link OperatedPlatform#implementation}. */
  String implementation(Role part) {
    return platform.implementation(part);
  }

  /** Whether messages outlive a stop that does not delete them. */
  public boolean keepsMessages() {
    return platform.keepsMessages();
  }

  /** Whether a launch takes over a system that runs already. */
  public ObservableValue<Boolean> takesOver() {
    return start.takesOver();
  }

  /** The seconds until the system stops and its messages are deleted; empty otherwise. */
  public Optional<Integer> secondsLeft() {
    return prompts.secondsLeft();
  }

  /** Why nothing can be launched at present, in a sentence; empty when it can. */
  public ObservableValue<String> launchObstacle() {
    return start.obstacle();
  }

  /** Why the operator may not do something here, in a sentence; empty when it is allowed. */
  public ObservableValue<String> whyNot(Action action) {
    return rights.whyNot(action);
  }

  /** Looks for a running system; also after every stop. */
  public void look() {
    start.look();
  }

  RightsModel rights() {
    return rights;
  }

  public StartModel start() {
    return start;
  }

  public ControlsModel controls() {
    return controls;
  }

  public FaultModel faults() {
    return faults;
  }

  public FailuresModel failures() {
    return failures;
  }

  public LogsModel logs() {
    return logs;
  }

  /**
   * What can be done to the system at the moment.
   *
   * @param number that was typed, for what takes one
   */
  public List<Command> commands(OptionalInt number) {
    return new CockpitCommands(this).list(number);
  }

  /** The newest. */
  public ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  public void show(Snapshot newest) {
    rights.look();
    lifecycle.show(newest);
    controls.show(newest);
    faults.show(newest);
    logs.show(newest);
    snapshot.set(newest);
  }

  /** Launches with what the start page says. */
  public void launch() {
    start.launch();
  }

  /**
   * Stops the system: immediately or, when its messages are deleted too, a few seconds later. Asked
   * for again in that time, it keeps everything as it is.
   */
  public void stop() {
    if (prompts.secondsLeft().isPresent()) {
      prompts.giveUpCountdown();
    } else if (!whyNot(Action.STOP).getValue().isEmpty()) {
      return;
    } else if (lifecycle.deleteDataProperty().get()) {
      prompts.confirm(
          Set.of(ConfirmableAction.STOP, ConfirmableAction.DELETE),
          "Stop all components and permanently delete all stored messages?",
          "Stop and delete",
          () -> prompts.delay("Stops the system and deletes all stored messages", this::stopNow));
    } else {
      prompts.confirm(
          Set.of(ConfirmableAction.STOP), "Stop all components?", "Stop the system", this::stopNow);
    }
  }

  private void stopNow() {
    controls.cancel();
    deleted = lifecycle.deleteDataProperty().get();
    lifecycle.stop();
  }

  /** See {@link LifecycleModel#close}. */
  public void close(Runnable closed) {
    prompts.clear();
    deleted = false;
    controls.cancel();
    lifecycle.close(closed);
  }
}
