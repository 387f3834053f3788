package switchboard.console.ui.cockpit.controls;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.Failure;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.operation.ProgressSteps;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.prompt.Undo;

/**
 * The limits of each replica: chosen first, then applied to all of them. What is chosen stays until
 * it is applied or reset; the rest follows the system. FX thread only.
 */
final class LimitsModel {
  private static final String LIMITING = "Limiting";

  private final Session session;
  private final Background background;
  private final Clock clock;
  private final PromptsModel prompts;
  private final Consumer<Failure> notices;
  private final ProgressSteps steps;
  private final Limits.Range range;
  private final String note;
  private final boolean liveCpu;
  private final ReadOnlyObjectWrapper<Limits> value = new ReadOnlyObjectWrapper<>(this, "value");
  private final ReadOnlyBooleanWrapper moved = new ReadOnlyBooleanWrapper(this, "moved");
  private final ReadOnlyBooleanWrapper applicable = new ReadOnlyBooleanWrapper(this, "applicable");
  private final ReadOnlyStringWrapper button = new ReadOnlyStringWrapper(this, "button", "");
  private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper(this, "hint", "");
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");

  private CurrentLimits inForce = CurrentLimits.UNKNOWN;
  private Optional<Double> cpus = Optional.empty();
  private Optional<Long> memoryBytes = Optional.empty();
  private boolean running;
  private boolean busy;
  private boolean cancelled;
  private Optional<Background.Work> work = Optional.empty();
  private Instant lastEnd = Instant.MIN;

  LimitsModel(
      Session session,
      Limiting limiting,
      Background background,
      Clock clock,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    this.session = session;
    range = limiting.limitsRange();
    note = limiting.limitsNote();
    liveCpu = limiting.limitsCpuLive();
    this.background = background;
    this.clock = clock;
    this.prompts = prompts;
    this.notices = notices;
    steps = new ProgressSteps(clock);
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

  /** "Limiting · Restart backend-2"; empty when nothing is being done. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
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
    busy = true;
    cancelled = false;
    steps.clear();
    progress.set(LIMITING);
    refresh();
    var begun =
        background.run(
            "Limiting replicas",
            () -> session.limit(wanted, this::report),
            state -> {
              applied(wanted, state);
              announce(before, wanted, undoable);
            },
            this::failed);
    work = busy ? Optional.of(begun) : Optional.empty();
  }

  /** Gives the change under way up; what is chosen stays chosen. */
  void cancel() {
    cancelled = busy;
    work.ifPresent(Background.Work::cancel);
  }

  void show(Snapshot snapshot) {
    running = snapshot.system().phase() == SystemState.Phase.RUNNING;
    // While replicas are limited one after the other, they differ, which is not worth reporting.
    if (running && !busy && !snapshot.at().isBefore(lastEnd)) {
      inForce = inForce.seen(snapshot.system().backends());
    }
    refresh();
  }

  private void applied(Limits wanted, SystemState state) {
    cpus = cpus.filter(chosen -> chosen != wanted.cpus());
    memoryBytes = memoryBytes.filter(chosen -> chosen != wanted.memoryBytes());
    inForce = new CurrentLimits(inForce.replicas(), Optional.of(wanted)).seen(state.backends());
    end();
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
    if (running && !busy) {
      bringAbout(former, false);
    }
  }

  private void failed(Failure why) {
    if (!cancelled) {
      notices.accept(why);
    }
    end();
  }

  private void end() {
    busy = false;
    work = Optional.empty();
    lastEnd = clock.instant();
    progress.set("");
    refresh();
  }

  private void report(Step step) {
    background.show(
        () -> {
          if (busy) {
            steps.report(step);
            var current = steps.current();
            progress.set(current.isEmpty() ? LIMITING : LIMITING + " · " + current);
          }
        });
  }

  private void refresh() {
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
