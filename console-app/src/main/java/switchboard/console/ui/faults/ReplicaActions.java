package switchboard.console.ui.faults;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.Outcome;
import switchboard.console.platform.Instance;
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
  /** How long a replica is frozen. */
  static final Duration FREEZE = Duration.ofSeconds(10);

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

  /** "Stopping backend-2" while that lasts; empty when nothing does. */
  ReadOnlyStringProperty progressProperty() {
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
    prompts.confirm(
        Set.of(ConfirmableAction.KILL),
        "Kill " + replica + " (SIGKILL)? It restarts automatically.",
        "Kill " + replica,
        () ->
            context
                .background()
                .run(
                    "Killing " + replica,
                    () -> session.kill(replica),
                    killed -> {},
                    context.notices()));
  }

  /** Freezes one for {@link #FREEZE}. */
  void freeze(String replica) {
    var span = FREEZE.toSeconds() + " s";
    prompts.confirm(
        Set.of(ConfirmableAction.FAULT),
        "Freeze " + replica + " for " + span + "?",
        "Freeze " + replica,
        () ->
            begin(
                "Freezing ",
                replica,
                () -> session.freeze(replica, FREEZE),
                () -> frozen(replica, span)));
  }

  /** Unfreezes a frozen replica. */
  public void unfreeze(String replica) {
    begin(
        "Unfreezing ",
        replica,
        () -> session.unfreeze(replica),
        () -> prompts.tell("Unfroze " + replica + "."));
  }

  /** Stops one gracefully. */
  void stop(String replica) {
    prompts.confirm(
        Set.of(ConfirmableAction.FAULT),
        "Stop "
            + replica
            + " gracefully? It stays stopped until you start it or close the console.",
        "Stop " + replica,
        () ->
            begin(
                "Stopping ",
                replica,
                () -> session.stopReplica(replica),
                () ->
                    prompts.tell(
                        "Stopped " + replica + ".",
                        new Undo("start " + replica, () -> start(replica)))));
  }

  /** Starts one that is stopped. */
  public void start(String replica) {
    begin(
        "Starting ",
        replica,
        () -> session.startReplica(replica),
        () -> prompts.tell("Started " + replica + "."));
  }

  private void frozen(String replica, String span) {
    var undo = new Undo("unfreeze " + replica, () -> unfreeze(replica));
    prompts.tell("Froze " + replica + " for " + span + ".", undo);
    context.background().later(FREEZE, () -> prompts.withdraw(undo));
  }

  private void begin(String what, String replica, Callable<Outcome<Instance>> work, Runnable done) {
    if (isBusy(replica)) {
      return;
    }
    var operation = operations.computeIfAbsent(replica, name -> context.operation());
    operations.putLast(replica, operation);
    operation.start(
        what + replica,
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
