package switchboard.console.ui.faults;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.Outcome;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.fault.kind.Kill;
import switchboard.console.fault.kind.Stop;
import switchboard.console.platform.Instance;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.session.Session;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.prompt.Undo;

/**
 * Actions on single replicas. One action at a time runs on a replica, but it can always be killed.
 * FX thread only.
 */
public final class ReplicaActions {
  private final Session session;
  private final OperationContext context;
  private final PromptsModel prompts;

  /** Of each replica; the one that began last is the last. */
  private final SequencedMap<String, Operation> operations = new LinkedHashMap<>();

  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");

  private final Set<String> unseen = new HashSet<>();

  ReplicaActions(Session session, OperationContext context) {
    this.context = context;
    prompts = context.prompts();
    this.session = session;
  }

  /** "Stop backend-2" while that lasts; empty when nothing does. */
  public ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Whether an action is under way on it, or over without its new state having been seen. */
  public boolean isBusy(String replica) {
    return unseen.contains(replica)
        || (operations.containsKey(replica) && operations.get(replica).busyProperty().get());
  }

  /** The replicas' states were refreshed. */
  void seen() {
    unseen.clear();
  }

  public void kill(String replica) {
    inject(List.of(new Kill(replica)));
  }

  /** Freezes one for {@link FaultKind#DEFAULT_DURATION}. */
  void freeze(String replica) {
    inject(List.of(new Freeze(replica, FaultKind.DEFAULT_DURATION)));
  }

  /**
   * Injects faults of one kind at once. One that would leave no ready replica to the users is
   * injected only after a confirmation, whatever the settings. Where others may depend on the
   * cluster, there are some seconds in which it can be given up.
   */
  public void inject(List<InjectedFault> together) {
    var first = together.getFirst();
    var action = InjectedFault.action(together);
    Runnable now = () -> together.forEach(this::inject);
    Runnable all = session.platform().isForeign() ? () -> prompts.delay(action, now) : now;
    if (session.faults().outage(together).isPresent()) {
      prompts.ask("No other replica is ready. " + action + " all the same?", action, all);
    } else {
      prompts.confirm(
          Set.of(first instanceof Kill ? ConfirmableAction.KILL : ConfirmableAction.FAULT),
          action + "? " + first.type().undoneBy(),
          action,
          all);
    }
  }

  private void inject(InjectedFault fault) {
    if (fault instanceof Kill) {
      context
          .background()
          .run(
              fault.action(),
              () -> session.faults().inject(fault),
              killed -> {},
              context.notices());
    } else {
      begin(
          fault.action(),
          fault.target(),
          () -> session.faults().inject(fault),
          () -> injected(fault));
    }
  }

  private void injected(InjectedFault fault) {
    var undo = undo(fault);
    undo.ifPresentOrElse(
        way -> prompts.tell(fault.headline() + ".", way),
        () -> prompts.tell(fault.headline() + "."));
    undo.ifPresent(
        way ->
            fault
                .duration()
                .ifPresent(
                    lasts -> context.background().later(lasts, () -> prompts.withdraw(way))));
  }

  private Optional<Undo> undo(InjectedFault fault) {
    var target = fault.target();
    return switch (fault) {
      case Stop stopped -> Optional.of(new Undo("start " + target, () -> start(target)));
      case Freeze frozen when session.platform().can(Pausing.class) ->
          Optional.of(new Undo("unfreeze " + target, () -> unfreeze(target)));
      default -> Optional.empty();
    };
  }

  /** Unfreezes a frozen instance. */
  public void unfreeze(String instance) {
    begin(
        "Unfreezing " + instance,
        instance,
        () -> session.undoing().unfreeze(instance),
        () -> prompts.tell("Unfroze " + instance + "."));
  }

  /** Starts one that is stopped. */
  public void start(String replica) {
    begin(
        "Starting " + replica,
        replica,
        () -> session.replicas().start(replica),
        () -> prompts.tell("Started " + replica + "."));
  }

  private void begin(String what, String replica, Callable<Outcome<Instance>> work, Runnable done) {
    if (isBusy(replica)) {
      return;
    }
    var operation = operations.computeIfAbsent(replica, name -> context.operation());
    operations.putLast(replica, operation);
    operation.start(
        what,
        report -> work.call(),
        before -> {
          end(replica);
          done.run();
        },
        why -> end(replica));
    refresh();
  }

  private void end(String replica) {
    unseen.add(replica);
    refresh();
  }

  private void refresh() {
    progress.set(
        operations.sequencedValues().reversed().stream()
            .map(each -> each.progressProperty().get())
            .filter(words -> !words.isEmpty())
            .findFirst()
            .orElse(""));
  }
}
