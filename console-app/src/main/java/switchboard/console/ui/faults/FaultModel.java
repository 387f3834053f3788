package switchboard.console.ui.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.Verdict;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.operation.RightsModel;

/** Killing, freezing and stopping replicas, and the verdicts. FX thread only. */
public final class FaultModel {
  /** The target that is chosen at the moment of the action. */
  static final String RANDOM = "random";

  /** How many verdicts stay on screen. */
  private static final int SHOWN = 3;

  private final RightsModel rights;
  private final ReplicaActions replicas;
  private final UndoModel undoing;
  private final boolean canFreeze;
  private final boolean canStop;
  private final RandomGenerator random;
  private final ObservableList<String> targets = FXCollections.observableArrayList(RANDOM);
  private final ObjectProperty<String> target = new SimpleObjectProperty<>(this, "target", RANDOM);
  private final ReadOnlyBooleanWrapper killable = new ReadOnlyBooleanWrapper(this, "killable");
  private final ReadOnlyObjectWrapper<ReplicaToggle> freezing =
      new ReadOnlyObjectWrapper<>(
          this, "freezing", ReplicaToggle.freezing(Optional.empty(), false));
  private final ReadOnlyObjectWrapper<ReplicaToggle> stopping =
      new ReadOnlyObjectWrapper<>(
          this, "stopping", ReplicaToggle.stopping(Optional.empty(), false));
  private final ReadOnlyObjectWrapper<List<Observed>> judging =
      new ReadOnlyObjectWrapper<>(this, "judging", List.of());
  private final ReadOnlyObjectWrapper<List<Verdict>> verdicts =
      new ReadOnlyObjectWrapper<>(this, "verdicts", List.of());
  private List<Instance> backends = List.of();

  /**
   * A fault under judgement.
   *
   * @param lasts since it began
   */
  record Observed(PendingVerdict judging, Duration lasts) {
    Observed {
      Objects.requireNonNull(judging);
      Objects.requireNonNull(lasts);
    }
  }

  public FaultModel(
      Session session, RightsModel rights, OperationContext context, RandomGenerator random) {
    this.rights = rights;
    replicas = new ReplicaActions(session, context);
    undoing = new UndoModel(session, context);
    canFreeze = session.platform().can(Pausing.class);
    canStop = session.platform().can(ReplicaLifecycle.class);
    this.random = random;
    target.addListener(property -> refresh());
    replicas.progressProperty().addListener(property -> refresh());
  }

  /** What can be done to any single replica. */
  public ReplicaActions replicas() {
    return replicas;
  }

  /** Ends faults before their time. */
  UndoModel undoing() {
    return undoing;
  }

  RightsModel rights() {
    return rights;
  }

  /** As they were seen last. */
  List<Instance> backends() {
    return backends;
  }

  /** What can be done to single replicas, for the palette. */
  public List<Command> commands() {
    return new FaultCommands(this, rights).list();
  }

  boolean canFreeze() {
    return canFreeze;
  }

  boolean canStop() {
    return canStop;
  }

  /** {@link #RANDOM} and every replica. */
  ObservableList<String> targets() {
    return targets;
  }

  public ObjectProperty<String> targetProperty() {
    return target;
  }

  /** Whether the target is alive, or any is when it is random. */
  ReadOnlyBooleanProperty killableProperty() {
    return killable.getReadOnlyProperty();
  }

  /** Freezes or unfreezes the target. */
  ReadOnlyObjectProperty<ReplicaToggle> freezingProperty() {
    return freezing.getReadOnlyProperty();
  }

  /** To stop the target, or to start it. */
  ReadOnlyObjectProperty<ReplicaToggle> stoppingProperty() {
    return stopping.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<Observed>> judgingProperty() {
    return judging.getReadOnlyProperty();
  }

  /** The newest first, a few of them. */
  ReadOnlyObjectProperty<List<Verdict>> verdictsProperty() {
    return verdicts.getReadOnlyProperty();
  }

  /** Freezes or unfreezes one replica. */
  ReplicaToggle freezing(Instance replica) {
    return ReplicaToggle.freezing(Optional.of(replica), isPossible(replica, State.PAUSED));
  }

  /** To stop one replica, or to start it. */
  ReplicaToggle stopping(Instance replica) {
    return ReplicaToggle.stopping(Optional.of(replica), isPossible(replica, State.STOPPED));
  }

  /** Kills the target. */
  void kill() {
    any(FaultModel::isAlive).map(Instance::name).ifPresent(replicas::kill);
  }

  void killRandom() {
    target.set(RANDOM);
    kill();
  }

  /** Freezes or unfreezes the target. */
  void freezeOrUnfreeze() {
    chosen().or(() -> any(this::runs)).ifPresent(this::freezeOrUnfreeze);
  }

  void freezeOrUnfreeze(Instance replica) {
    toggle(replica, State.PAUSED, replicas::unfreeze, replicas::freeze);
  }

  /** Stops the target, or starts it. */
  void stopOrStart() {
    chosen().or(() -> any(this::runs)).ifPresent(this::stopOrStart);
  }

  void stopOrStart(Instance replica) {
    toggle(replica, State.STOPPED, replicas::start, replicas::stop);
  }

  private void toggle(
      Instance replica, State undone, Consumer<String> undo, Consumer<String> action) {
    if (isPossible(replica, undone)) {
      (replica.state() == undone ? undo : action).accept(replica.name());
    }
  }

  public void show(Snapshot snapshot) {
    backends = snapshot.system().backends();
    replicas.seen();
    var names = new ArrayList<String>();
    names.add(RANDOM);
    backends.forEach(each -> names.add(each.name()));
    if (!names.equals(targets)) {
      var chosen = target.get();
      targets.setAll(names);
      target.set(names.contains(chosen) ? chosen : RANDOM);
    }
    refresh();
    judging.set(
        snapshot.judging().stream()
            .map(each -> new Observed(each, Duration.between(each.at(), snapshot.at())))
            .toList());
    var newestFirst = snapshot.verdicts().reversed();
    verdicts.set(newestFirst.subList(0, Math.min(SHOWN, newestFirst.size())));
  }

  public static boolean isAlive(Instance instance) {
    return switch (instance.state()) {
      case READY, NOT_READY, PAUSED, STARTING -> true;
      case RESTARTING, STOPPING, STOPPED -> false;
    };
  }

  /** Whether it can be frozen and stopped: one that is frozen cannot end gracefully. */
  private boolean runs(Instance instance) {
    return switch (instance.state()) {
      case READY, NOT_READY, STARTING -> !replicas.isBusy(instance.name());
      case PAUSED, RESTARTING, STOPPING, STOPPED -> false;
    };
  }

  /** The replica that is the target; empty for a random one. */
  private Optional<Instance> chosen() {
    return backends.stream().filter(each -> each.name().equals(target.get())).findFirst();
  }

  /** The target if it suits, or all that do when it is random. */
  private List<Instance> suitable(Predicate<Instance> suits) {
    return backends.stream()
        .filter(each -> RANDOM.equals(target.get()) || each.name().equals(target.get()))
        .filter(suits)
        .toList();
  }

  private Optional<Instance> any(Predicate<Instance> suits) {
    var suitable = suitable(suits);
    return suitable.isEmpty()
        ? Optional.empty()
        : Optional.of(suitable.get(random.nextInt(suitable.size())));
  }

  private void refresh() {
    killable.set(!suitable(FaultModel::isAlive).isEmpty());
    var anyRuns = backends.stream().anyMatch(this::runs);
    freezing.set(
        chosen()
            .map(this::freezing)
            .orElseGet(() -> ReplicaToggle.freezing(Optional.empty(), anyRuns)));
    stopping.set(
        chosen()
            .map(this::stopping)
            .orElseGet(() -> ReplicaToggle.stopping(Optional.empty(), anyRuns)));
  }

  /**
   * @param undone where the action is to end that state
   */
  private boolean isPossible(Instance replica, State undone) {
    return replica.state() == undone ? !replicas.isBusy(replica.name()) : runs(replica);
  }
}
