package switchboard.console.ui.workspace;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.platform.Action;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.cockpit.start.LifecycleModel;
import switchboard.console.ui.cockpit.start.StartModel;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.operation.RightsModel;
import switchboard.console.ui.prompt.PromptsModel;

/** One platform in the window: its session, its system, and the models of all screens. */
public final class Workspace {
  private final Session session;
  private final OperationContext context;
  private final PromptsModel prompts;
  private final LifecycleModel lifecycle;
  private final RightsModel rights;
  private final StartModel start;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private final List<? extends ScreenModel> models;
  private final ReadOnlyStringWrapper usedAlone = new ReadOnlyStringWrapper(this, "usedAlone", "");
  private boolean deleted;

  public Workspace(Session session, OperationContext context, List<Screen<?>> screens) {
    this.session = session;
    this.context = context;
    prompts = context.prompts();
    lifecycle = new LifecycleModel(session, context);
    rights = new RightsModel(session.platform());
    start = new StartModel(lifecycle, session, rights, context);
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
    models = screens.stream().map(each -> each.model(this)).toList();
  }

  public Session session() {
    return session;
  }

  public OperationContext context() {
    return context;
  }

  public LifecycleModel lifecycle() {
    return lifecycle;
  }

  /** What the operator may not do here. */
  public RightsModel rights() {
    return rights;
  }

  /** What a launch starts or adopts. */
  public StartModel start() {
    return start;
  }

  /**
   * What has the system for itself, in a sentence, so that nothing else measures it; empty when
   * nothing has.
   */
  public ReadOnlyStringProperty usedAloneProperty() {
    return usedAlone.getReadOnlyProperty();
  }

  /** Something that measures has the system for itself, until {@link #useTogether}. */
  public void useAlone(String sentence) {
    usedAlone.set(sentence);
  }

  /** Whatever had the system for itself has ended. */
  public void useTogether() {
    usedAlone.set("");
  }

  /** The seconds until the system stops and its messages are deleted; empty otherwise. */
  public Optional<Integer> secondsLeft() {
    return prompts.secondsLeft();
  }

  /** The newest. */
  public ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** Follows the system; the models do before the views. */
  public void show(Snapshot newest) {
    rights.look();
    lifecycle.show(newest);
    models.forEach(each -> each.show(newest));
    snapshot.set(newest);
  }

  /**
   * What can be done to the system at the moment.
   *
   * @param number that was typed, for what takes one
   */
  public List<Command> commands(OptionalInt number) {
    return models.stream().flatMap(each -> each.commands(number).stream()).toList();
  }

  /**
   * Stops the system: immediately or, when its messages are deleted too, a few seconds later. Asked
   * for again in that time, it keeps everything as it is.
   */
  public void stop() {
    if (prompts.secondsLeft().isPresent()) {
      prompts.giveUpCountdown();
    } else if (!rights.whyNot(Action.STOP).getValue().isEmpty()) {
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
    models.forEach(ScreenModel::cancel);
    deleted = lifecycle.deleteDataProperty().get();
    lifecycle.stop();
  }

  /** See {@link LifecycleModel#close}. */
  public void close(Runnable closed) {
    prompts.clear();
    deleted = false;
    models.forEach(ScreenModel::cancel);
    lifecycle.close(closed);
  }
}
