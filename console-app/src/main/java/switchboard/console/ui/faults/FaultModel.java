package switchboard.console.ui.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.operation.RightsModel;

/** Killing and freezing replicas from the cockpit, and the newest verdict. FX thread only. */
public final class FaultModel {
  /** The target that is chosen at the moment of the action. */
  static final String RANDOM = "random";

  private static final FaultKind FREEZING = new Freeze(RANDOM, FaultKind.DEFAULT_DURATION).type();

  private final RightsModel rights;
  private final ReplicaActions replicas;
  private final UndoModel undoing;
  private final ObjectivesModel objectives;
  private final FaultObstacles obstacles;
  private final boolean canFreeze;
  private final RandomGenerator random;
  private final ObservableList<String> targets = FXCollections.observableArrayList(RANDOM);
  private final ObjectProperty<String> target = new SimpleObjectProperty<>(this, "target", RANDOM);
  private final ReadOnlyBooleanWrapper killable = new ReadOnlyBooleanWrapper(this, "killable");
  private final ReadOnlyObjectWrapper<ReplicaToggle> freezing =
      new ReadOnlyObjectWrapper<>(
          this,
          "freezing",
          ReplicaToggle.freezing(Optional.empty(), ReplicaToggle.whyNot(Optional.empty())));
  private final ReadOnlyObjectWrapper<Optional<Observed>> judging =
      new ReadOnlyObjectWrapper<>(this, "judging", Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Verdict>> verdict =
      new ReadOnlyObjectWrapper<>(this, "verdict", Optional.empty());
  private SystemState system = SystemState.STOPPED;

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
    undoing = new UndoModel(session.undoing(), context);
    objectives = new ObjectivesModel(session.verdicts());
    this.random = random;
    replicas = new ReplicaActions(session, context);
    obstacles = new FaultObstacles(session.platform(), rights, replicas);
    canFreeze = FREEZING.way(Role.BACKEND, session.platform()::can).isPresent();
    target.addListener(property -> refresh());
    replicas.progressProperty().addListener(property -> refresh());
  }

  /** What can be done to any single replica. */
  public ReplicaActions replicas() {
    return replicas;
  }

  /** Ends faults before their time. */
  public UndoModel undoing() {
    return undoing;
  }

  /** What faults are judged by. */
  public ObjectivesModel objectives() {
    return objectives;
  }

  /** What is against injecting faults. */
  public FaultObstacles obstacles() {
    return obstacles;
  }

  RightsModel rights() {
    return rights;
  }

  /** Its components as they were seen last. */
  List<Instance> instances() {
    return system.instances();
  }

  /** What can be done to single components, for the palette. */
  public List<Command> commands() {
    return new FaultCommands(this).list();
  }

  boolean canFreeze() {
    return canFreeze;
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

  /** The fault under judgement that began last. */
  ReadOnlyObjectProperty<Optional<Observed>> judgingProperty() {
    return judging.getReadOnlyProperty();
  }

  /** The newest. */
  ReadOnlyObjectProperty<Optional<Verdict>> verdictProperty() {
    return verdict.getReadOnlyProperty();
  }

  /** Kills the target. */
  void kill() {
    any(FaultObstacles::isAlive).map(Instance::name).ifPresent(replicas::kill);
  }

  void killRandom() {
    target.set(RANDOM);
    kill();
  }

  /** Freezes or unfreezes the target. */
  void freezeOrUnfreeze() {
    chosen().or(() -> any(obstacles::runs)).ifPresent(this::freezeOrUnfreeze);
  }

  private void freezeOrUnfreeze(Instance replica) {
    if (!freezingObstacle(replica).isEmpty()) {
      return;
    }
    if (replica.state() == State.PAUSED) {
      replicas.unfreeze(replica.name());
    } else {
      replicas.freeze(replica.name());
    }
  }

  public void show(Snapshot snapshot) {
    system = snapshot.system();
    replicas.seen();
    var names = new ArrayList<String>();
    names.add(RANDOM);
    system.backends().forEach(each -> names.add(each.name()));
    if (!names.equals(targets)) {
      var chosen = target.get();
      targets.setAll(names);
      target.set(names.contains(chosen) ? chosen : RANDOM);
    }
    refresh();
    judging.set(
        last(snapshot.judging())
            .map(each -> new Observed(each, Duration.between(each.at(), snapshot.at()))));
    verdict.set(last(snapshot.verdicts()));
    objectives.show(snapshot);
  }

  private static <T> Optional<T> last(List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** The replica that is the target; empty for a random one. */
  private Optional<Instance> chosen() {
    return system.backends().stream().filter(each -> each.name().equals(target.get())).findFirst();
  }

  /** The target if it suits, or all that do when it is random. */
  private List<Instance> suitable(Predicate<Instance> suits) {
    return system.backends().stream()
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
    killable.set(!suitable(FaultObstacles::isAlive).isEmpty());
    freezing.set(
        chosen()
            .map(each -> ReplicaToggle.freezing(Optional.of(each), freezingObstacle(each)))
            .orElseGet(() -> ReplicaToggle.freezing(Optional.empty(), randomFreezingObstacle())));
  }

  private String freezingObstacle(Instance replica) {
    if (replica.state() != State.PAUSED) {
      return obstacles.of(FREEZING, replica);
    }
    return replicas.isBusy(replica.name()) ? ReplicaToggle.busy(replica.name()) : "";
  }

  private String randomFreezingObstacle() {
    var everywhere = obstacles.of(FREEZING, Role.BACKEND);
    return everywhere.isEmpty() && system.backends().stream().noneMatch(obstacles::runs)
        ? ReplicaToggle.whyNot(Optional.empty())
        : everywhere;
  }
}
