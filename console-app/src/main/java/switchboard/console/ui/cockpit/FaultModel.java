package switchboard.console.ui.cockpit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.Failure;
import switchboard.console.fault.Fault;
import switchboard.console.fault.Verdict;
import switchboard.console.platform.Instance;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.fx.Background;

/** Killing replicas, and what comes of it. FX thread only. */
final class FaultModel {
  /** The target that is chosen at the moment of the kill. */
  static final String RANDOM = "random";

  /** How many verdicts stay on screen. */
  private static final int SHOWN = 3;

  private final Session session;
  private final Background background;
  private final RandomGenerator random;
  private final Consumer<Failure> notices;
  private final ObservableList<String> targets = FXCollections.observableArrayList(RANDOM);
  private final ObjectProperty<String> target = new SimpleObjectProperty<>(this, "target", RANDOM);
  private final ReadOnlyBooleanWrapper killable = new ReadOnlyBooleanWrapper(this, "killable");
  private final ReadOnlyObjectWrapper<List<Judging>> judging =
      new ReadOnlyObjectWrapper<>(this, "judging", List.of());
  private final ReadOnlyObjectWrapper<List<Verdict>> verdicts =
      new ReadOnlyObjectWrapper<>(this, "verdicts", List.of());
  private final Map<Fault, Instant> since = new HashMap<>();
  private List<Instance> backends = List.of();

  /**
   * A fault whose verdict is not out yet.
   *
   * @param lasts since this window first saw it
   * @param recovered whether its target is ready again, so that only the aftermath is watched
   */
  record Judging(Fault fault, Duration lasts, boolean recovered) {
    Judging {
      Objects.requireNonNull(fault);
      Objects.requireNonNull(lasts);
    }
  }

  FaultModel(
      Session session, Background background, RandomGenerator random, Consumer<Failure> notices) {
    this.session = session;
    this.background = background;
    this.random = random;
    this.notices = notices;
    target.addListener(property -> refreshKillable());
  }

  /** {@link #RANDOM} and every backend. */
  ObservableList<String> targets() {
    return targets;
  }

  ObjectProperty<String> targetProperty() {
    return target;
  }

  /** Whether the target is alive, or any is when it is random. */
  ReadOnlyBooleanProperty killableProperty() {
    return killable.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<Judging>> judgingProperty() {
    return judging.getReadOnlyProperty();
  }

  /** The newest first, a few of them. */
  ReadOnlyObjectProperty<List<Verdict>> verdictsProperty() {
    return verdicts.getReadOnlyProperty();
  }

  /** Kills the chosen target. */
  void kill() {
    var alive = alive();
    if (!target.get().equals(RANDOM)) {
      kill(target.get());
    } else if (!alive.isEmpty()) {
      kill(alive.get(random.nextInt(alive.size())));
    }
  }

  void kill(String replica) {
    background.run("Killing " + replica, () -> session.kill(replica), killed -> {}, notices);
  }

  void show(Snapshot snapshot) {
    backends = snapshot.system().backends();
    var names = new ArrayList<String>();
    names.add(RANDOM);
    backends.forEach(each -> names.add(each.name()));
    if (!names.equals(targets)) {
      var chosen = target.get();
      targets.setAll(names);
      target.set(names.contains(chosen) ? chosen : RANDOM);
    }
    refreshKillable();
    since.keySet().retainAll(snapshot.judging());
    judging.set(snapshot.judging().stream().map(fault -> judging(fault, snapshot)).toList());
    var newestFirst = snapshot.verdicts().reversed();
    verdicts.set(newestFirst.subList(0, Math.min(SHOWN, newestFirst.size())));
  }

  private Judging judging(Fault fault, Snapshot snapshot) {
    var began = since.computeIfAbsent(fault, unseen -> snapshot.at());
    // The instance's own times say whether it has died and come back since; a tick may miss it.
    var recovered =
        snapshot
            .system()
            .instance(fault.target())
            .filter(Instance::isReady)
            .flatMap(Instance::lastExit)
            .filter(exit -> exit.at().isAfter(began.minusSeconds(2)))
            .isPresent();
    return new Judging(fault, Duration.between(began, snapshot.at()), recovered);
  }

  private List<String> alive() {
    return backends.stream().filter(FaultModel::isAlive).map(Instance::name).toList();
  }

  static boolean isAlive(Instance instance) {
    return switch (instance.state()) {
      case READY, NOT_READY, STARTING -> true;
      case RESTARTING, STOPPING, STOPPED -> false;
    };
  }

  private void refreshKillable() {
    var alive = alive();
    var chosen = target.get();
    // A list without its selection passes through null while it changes.
    killable.set(
        chosen != null && (chosen.equals(RANDOM) ? !alive.isEmpty() : alive.contains(chosen)));
  }
}
