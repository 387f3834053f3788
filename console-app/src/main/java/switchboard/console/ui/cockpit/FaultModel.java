package switchboard.console.ui.cockpit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import switchboard.console.fault.Judging;
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
  private final ReadOnlyObjectWrapper<List<Watched>> judging =
      new ReadOnlyObjectWrapper<>(this, "judging", List.of());
  private final ReadOnlyObjectWrapper<List<Verdict>> verdicts =
      new ReadOnlyObjectWrapper<>(this, "verdicts", List.of());
  private List<Instance> backends = List.of();

  /**
   * A fault under judgement.
   *
   * @param lasts since it began
   */
  record Watched(Judging judging, Duration lasts) {
    Watched {
      Objects.requireNonNull(judging);
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

  ReadOnlyObjectProperty<List<Watched>> judgingProperty() {
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
    judging.set(
        snapshot.judging().stream()
            .map(each -> new Watched(each, Duration.between(each.at(), snapshot.at())))
            .toList());
    var newestFirst = snapshot.verdicts().reversed();
    verdicts.set(newestFirst.subList(0, Math.min(SHOWN, newestFirst.size())));
  }

  private List<String> alive() {
    return backends.stream().filter(FaultModel::isAlive).map(Instance::name).toList();
  }

  static boolean isAlive(Instance instance) {
    return switch (instance.state()) {
      case READY, NOT_READY, PAUSED, STARTING -> true;
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
