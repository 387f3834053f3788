package switchboard.console.ui.cockpit.controls;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.platform.Limits;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.session.Replicas;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.operation.Operation;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.prompt.Undo;

/**
 * The limits of each replica: chosen first, then applied to all of them. What is chosen stays until
 * it is applied or reset; the rest follows the system. FX thread only.
 */
final class LimitsModel {
  private final Replicas replicas;
  private final PromptsModel prompts;
  private final Operation operation;
  private final Limits.Range range;
  private final String note;
  private final boolean liveCpu;
  private final ReadOnlyObjectWrapper<Limits> value = new ReadOnlyObjectWrapper<>(this, "value");
  private final ReadOnlyBooleanWrapper moved = new ReadOnlyBooleanWrapper(this, "moved");
  private final ReadOnlyBooleanWrapper applicable = new ReadOnlyBooleanWrapper(this, "applicable");
  private final ReadOnlyStringWrapper button = new ReadOnlyStringWrapper(this, "button", "");
  private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper(this, "hint", "");

  private CurrentLimits inForce = CurrentLimits.UNKNOWN;
  private Optional<Double> cpus = Optional.empty();
  private Optional<Long> memoryBytes = Optional.empty();
  private boolean running;

  LimitsModel(Replicas replicas, Limiting limiting, OperationContext context) {
    this.replicas = replicas;
    range = limiting.limitsRange();
    note = limiting.limitsNote();
    liveCpu = limiting.limitsCpuLive();
    prompts = context.prompts();
    operation = context.operation();
    refresh();
  }

  /** What can be chosen. */
  Limits.Range range() {
    return range;
  }

  /** See {@link Limiting#limitsNote}. */
  String note() {
    return note;
  }

  /** What is chosen or, of what is not, what is in force. */
  ReadOnlyObjectProperty<Limits> valueProperty() {
    return value.getReadOnlyProperty();
  }

  /** Whether something is chosen that is not in force, and that {@link #reset} would take back. */
  ReadOnlyBooleanProperty movedProperty() {
    return moved.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty applicableProperty() {
    return applicable.getReadOnlyProperty();
  }

  /** "Apply to 3 replicas". */
  ReadOnlyStringProperty buttonProperty() {
    return button.getReadOnlyProperty();
  }

  /** What {@link #apply} will do to replicas and users; empty when there is nothing to say. */
  ReadOnlyStringProperty hintProperty() {
    return hint.getReadOnlyProperty();
  }

  /** The change under way; what is chosen stays chosen when it is cancelled. */
  Operation operation() {
    return operation;
  }

  void chooseCpus(double wanted) {
    cpus = Optional.of(wanted);
    refresh();
  }

  void chooseMemory(long wantedBytes) {
    memoryBytes = Optional.of(wantedBytes);
    refresh();
  }

  /** Goes back to what is in force. */
  void reset() {
    cpus = Optional.empty();
    memoryBytes = Optional.empty();
    refresh();
  }

  /** Brings about what is chosen, for every replica; one change at a time. */
  void apply() {
    if (!applicable.get()) {
      return;
    }
    bringAbout(value.get(), true);
  }

  private void bringAbout(Limits wanted, boolean undoable) {
    var before = inForce;
    operation.start(
        "Limiting",
        report -> replicas.limit(wanted, report),
        state -> {
          applied(wanted, state);
          announce(before, wanted, undoable);
        },
        why -> refresh());
    refresh();
  }

  void show(Snapshot snapshot) {
    running = snapshot.system().phase() == SystemState.Phase.RUNNING;
    // While replicas are limited one after the other, they differ, which is not worth reporting.
    if (running && operation.isOverAt(snapshot.at())) {
      inForce = inForce.seen(snapshot.system().backends());
    }
    refresh();
  }

  private void applied(Limits wanted, SystemState state) {
    cpus = cpus.filter(chosen -> chosen != wanted.cpus());
    memoryBytes = memoryBytes.filter(chosen -> chosen != wanted.memoryBytes());
    inForce = new CurrentLimits(inForce.replicas(), Optional.of(wanted)).seen(state.backends());
    refresh();
  }

  private void announce(CurrentLimits before, Limits after, boolean undoable) {
    var sentence = "Each replica is limited to " + after.words() + ".";
    var former = before.newest().filter(limits -> undoable && !before.isMixed());
    if (former.isEmpty()) {
      prompts.tell(sentence);
      return;
    }
    prompts.tell(
        sentence, new Undo("back to " + former.get().words(), () -> putBack(former.get())));
  }

  private void putBack(Limits former) {
    if (running) {
      bringAbout(former, false);
    }
  }

  private void refresh() {
    var busy = operation.busyProperty().get();
    // Without any limits a replica may use what there is.
    var known = inForce.newest().orElse(range.most());
    var wanted = new Limits(cpus.orElse(known.cpus()), memoryBytes.orElse(known.memoryBytes()));
    value.set(wanted);
    moved.set(!busy && !wanted.equals(known));
    // Limits where there were none are the operator's to choose.
    var asked = cpus.isPresent() || memoryBytes.isPresent() || inForce.newest().isPresent();
    applicable.set(running && !busy && asked && inForce.differsFrom(wanted));
    button.set(inForce.apply());
    hint.set(busy || !asked ? "" : inForce.hint(wanted, liveCpu));
  }
}
