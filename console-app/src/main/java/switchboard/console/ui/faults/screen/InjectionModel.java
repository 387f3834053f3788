package switchboard.console.ui.faults.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import switchboard.console.experiment.schedule.Targets;
import switchboard.console.fault.Fault;
import switchboard.console.fault.kind.Amounts;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.fault.kind.Parameter;
import switchboard.console.fault.kind.Way;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;
import switchboard.console.ui.faults.FaultModel;
import switchboard.console.ui.faults.FaultObstacles;
import switchboard.console.ui.faults.ReplicaActions;

/** A fault that is being put together, until it is injected. FX thread only. */
final class InjectionModel {
  private final Session session;
  private final FaultObstacles obstacles;
  private final ReplicaActions actions;
  private final RandomGenerator random;
  private final ReadOnlyObjectWrapper<List<KindOffer>> kinds =
      new ReadOnlyObjectWrapper<>(this, "kinds", List.of());
  private final ReadOnlyObjectWrapper<FaultKind> kind =
      new ReadOnlyObjectWrapper<>(this, "kind", FaultKind.all().getFirst());
  private final ReadOnlyObjectWrapper<Amounts> amounts =
      new ReadOnlyObjectWrapper<>(this, "amounts", Amounts.PRESET);
  private final ReadOnlyObjectWrapper<List<Targets>> choices =
      new ReadOnlyObjectWrapper<>(this, "choices", List.of());
  private final ReadOnlyObjectWrapper<Targets> targets =
      new ReadOnlyObjectWrapper<>(this, "targets", new Targets.Any());
  private final ReadOnlyObjectWrapper<InjectionOffer> offer =
      new ReadOnlyObjectWrapper<>(this, "offer");
  private Snapshot seen;

  InjectionModel(Session session, FaultModel faults, RandomGenerator random) {
    this.session = session;
    this.random = random;
    obstacles = faults.obstacles();
    actions = faults.replicas();
    seen = session.snapshot();
    actions.progressProperty().subscribe(this::refresh);
    refresh();
  }

  /** All kinds, in the order in which they are offered. */
  ReadOnlyObjectProperty<List<KindOffer>> kindsProperty() {
    return kinds.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<FaultKind> kindProperty() {
    return kind.getReadOnlyProperty();
  }

  /** How strong it is and, for {@link FaultKind#DURATION}, how long it lasts. */
  ReadOnlyObjectProperty<Amounts> amountsProperty() {
    return amounts.getReadOnlyProperty();
  }

  /** Where the kind can be injected: single replicas, one of them, all of them, others. */
  ReadOnlyObjectProperty<List<Targets>> choicesProperty() {
    return choices.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Targets> targetsProperty() {
    return targets.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<InjectionOffer> offerProperty() {
    return offer.getReadOnlyProperty();
  }

  void choose(FaultKind wanted) {
    kind.set(wanted);
    refresh();
  }

  /** What can be set of the chosen kind. */
  List<Parameter> parameters() {
    var all = new ArrayList<>(kind.get().parameters());
    if (kind.get().lasting()) {
      all.add(FaultKind.DURATION);
    }
    return all;
  }

  void set(Parameter parameter, double value) {
    amounts.set(amounts.get().with(parameter, value));
    refresh();
  }

  /** Adds a replica to those that are chosen, or takes it from them; all else is chosen alone. */
  void toggle(Targets wanted) {
    targets.set(
        wanted instanceof Targets.Named(List<String> added)
                && targets.get() instanceof Targets.Named(List<String> before)
            ? toggled(before, added.getFirst())
            : wanted);
    refresh();
  }

  private Targets toggled(List<String> before, String name) {
    var after =
        backends().stream()
            .map(Instance::name)
            .filter(each -> before.contains(each) != each.equals(name))
            .toList();
    return new Targets.Named(after.isEmpty() ? before : after);
  }

  /** Whether a choice is among the targets. */
  static boolean isAmong(Targets choice, Targets targets) {
    return (choice instanceof Targets.Named(List<String> one)
            && targets instanceof Targets.Named(List<String> all))
        ? all.containsAll(one)
        : choice.equals(targets);
  }

  void show(Snapshot newest) {
    seen = newest;
    refresh();
  }

  /** Does what the button says, if it can be done. */
  void inject() {
    refresh();
    if (offer.get().isPossible()) {
      actions.inject(faults());
    }
  }

  private void refresh() {
    kinds.set(
        FaultKind.all().stream().map(each -> new KindOffer(each, obstacles.of(each))).toList());
    choices.set(possibleTargets());
    targets.set(stillThere(targets.get()));
    offer.set(offer());
  }

  private List<Targets> possibleTargets() {
    var all = new ArrayList<Targets>();
    if (isPossibleOn(Role.BACKEND)) {
      all.add(new Targets.Any());
      backends().forEach(each -> all.add(new Targets.Named(List.of(each.name()))));
      all.add(new Targets.All());
    }
    Stream.of(Role.GATEWAY, Role.STORE)
        .filter(this::isPossibleOn)
        .map(Targets.Component::new)
        .forEach(all::add);
    return all;
  }

  private boolean isPossibleOn(Role role) {
    return kind.get().isOf(role) && obstacles.of(kind.get(), role).isEmpty();
  }

  private Targets stillThere(Targets chosen) {
    if (chosen instanceof Targets.Named(List<String> names)) {
      var left =
          names.stream()
              .filter(each -> choices.get().contains(new Targets.Named(List.of(each))))
              .toList();
      return left.isEmpty() ? new Targets.Any() : new Targets.Named(left);
    }
    return choices.get().contains(chosen) ? chosen : new Targets.Any();
  }

  private InjectionOffer offer() {
    var button = kind.get().actionOn(words(targets.get()));
    var consequence = new BlastRadius(targets.get(), seen).sentence() + " " + end();
    var obstacle = obstacle();
    return new InjectionOffer(
        button,
        consequence,
        obstacle,
        obstacle.isEmpty() && session.faults().outage(faults()).isPresent()
            ? "No other replica is ready: users would have none."
            : "");
  }

  /** Of the first that there is: the platform, the state of a target, the amounts. */
  private String obstacle() {
    var everywhere = obstacles.of(kind.get(), targets.get().role());
    if (!everywhere.isEmpty()) {
      return everywhere;
    }
    var there = instances();
    if (there.isEmpty()) {
      return targets.get().role() == Role.BACKEND
          ? "No replica is ready."
          : "The " + targets.get().role().label() + " is not running.";
    }
    return there.stream()
        .map(each -> obstacles.of(kind.get(), each))
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .orElseGet(this::mistake);
  }

  /**
   * The targets of this moment; of several that a random one could be, one that has no obstacle.
   */
  private List<Instance> instances() {
    if (targets.get() instanceof Targets.Any) {
      var ready = backends().stream().filter(Instance::isReady).toList();
      var free = ready.stream().filter(each -> obstacles.of(kind.get(), each).isEmpty()).toList();
      var among = free.isEmpty() ? ready : free;
      return among.isEmpty() ? among : List.of(among.get(random.nextInt(among.size())));
    }
    return targets.get().among(seen.system(), random).stream()
        .flatMap(name -> seen.system().instance(name).stream())
        .toList();
  }

  /** What does not fit together in the amounts. */
  private String mistake() {
    try {
      fault(targets.get().text());
      return "";
    } catch (IllegalArgumentException e) {
      return e.getMessage() + ".";
    }
  }

  private List<InjectedFault> faults() {
    return instances().stream().map(each -> fault(each.name())).toList();
  }

  private InjectedFault fault(String target) {
    var strength = Amounts.PRESET;
    for (var each : kind.get().parameters()) {
      strength = strength.with(each, amounts.get().of(each));
    }
    return kind.get().on(target, strength, lasts());
  }

  private Optional<Duration> lasts() {
    return Optional.of(amounts.get().duration(FaultKind.DURATION))
        .filter(time -> kind.get().lasting());
  }

  private String words(Targets of) {
    return switch (of) {
      case Targets.Any any -> "a random replica";
      case Targets.All all -> "all " + Format.replicas(backends().size());
      case Targets.Named(List<String> names) -> Format.enumeration(names);
      case Targets.Component(Role role) -> "the " + role.label();
    };
  }

  private String end() {
    return lasts()
        .map(
            time ->
                "Ends by itself after "
                    + Durations.words(time)
                    + (endsWithoutConsole() ? ", also if this console is killed." : ".")
                    + hint(time))
        .orElse(kind.get().undoneBy());
  }

  private static String hint(Duration lasts) {
    return lasts.compareTo(Fault.SURELY_SEEN) < 0
        ? " In less than "
            + Durations.words(Fault.SURELY_SEEN)
            + " it may be over before it is seen to act."
        : "";
  }

  private boolean endsWithoutConsole() {
    return kind.get()
        .way(targets.get().role(), session.platform()::can)
        .filter(Way::isByReplica)
        .isPresent();
  }

  private List<Instance> backends() {
    return seen.system().backends();
  }
}
