package switchboard.console.ui.cockpit;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.platform.Destination;
import switchboard.console.platform.Platform;
import switchboard.console.platform.Platform.Capacity;
import switchboard.console.ui.fx.Background;

/** What a launch begins with, or what it finds running. FX thread only. */
final class StartModel {
  private static final int REPLICAS = 3;

  private final LifecycleModel lifecycle;
  private final Platform platform;
  private final Background background;
  private final Consumer<Failure> notices;
  private final RightsModel rights;
  private final Capacity capacity;
  private final DestinationModel destination;
  private final IntegerProperty replicas = new SimpleIntegerProperty(this, "replicas", REPLICAS);
  private final IntegerProperty users;
  private final ReadOnlyObjectWrapper<OptionalInt> found =
      new ReadOnlyObjectWrapper<>(this, "found", OptionalInt.empty());
  private final ObservableValue<String> foundWords =
      Bindings.createStringBinding(this::words, found, replicas);
  private final ObservableValue<String> obstacle;
  private int lastLook;

  /** What a look has found. */
  private record Seen(List<Destination> places, OptionalInt replicas) {}

  StartModel(
      LifecycleModel lifecycle,
      Platform platform,
      RightsModel rights,
      Background background,
      Consumer<Failure> notices) {
    this.rights = rights;
    this.lifecycle = lifecycle;
    this.platform = platform;
    this.background = background;
    this.notices = notices;
    capacity = platform.capacity();
    destination = new DestinationModel(platform, background, notices, this::look);
    obstacle =
        Bindings.createStringBinding(
            this::whyNot,
            destination.settledProperty(),
            found,
            rights.whyNot(Action.LAUNCH),
            rights.whyNot(Action.TAKE_OVER));
    users =
        new SimpleIntegerProperty(
            this, "users", Math.min(LoadPlan.DEFAULT.users(), capacity.users()));
    lifecycle.phaseProperty().addListener((property, was, phase) -> follow(phase));
  }

  IntegerProperty replicasProperty() {
    return replicas;
  }

  IntegerProperty usersProperty() {
    return users;
  }

  Capacity capacity() {
    return capacity;
  }

  /** Where a launch goes. */
  DestinationModel destination() {
    return destination;
  }

  /** Whether a launch takes over a system that runs already. */
  ObservableValue<Boolean> takesOver() {
    return found.map(OptionalInt::isPresent);
  }

  /** What was found running, and what a launch makes of it; empty when nothing was. */
  ObservableValue<String> foundWords() {
    return foundWords;
  }

  private String words() {
    if (found.get().isEmpty()) {
      return "";
    }
    var running = found.get().getAsInt();
    return "A system with "
        + (running == 1 ? "1 replica" : running + " replicas")
        + " runs here already. Launch takes it over "
        + (running == replicas.get() ? "as it is." : "and scales it to " + replicas.get() + ".");
  }

  /** Why nothing can be launched at present; empty when it can. */
  ObservableValue<String> obstacle() {
    return obstacle;
  }

  private String whyNot() {
    return destination.settledProperty().get()
        ? rights.whyNot(found.get().isPresent() ? Action.TAKE_OVER : Action.LAUNCH).getValue()
        : "Choose where, and confirm it, on the start page first.";
  }

  /** Why a system that is taken over stays as large as it is; empty when it can be scaled. */
  ObservableValue<String> fixedSize() {
    return Bindings.createStringBinding(
        () -> found.get().isPresent() ? rights.whyNot(Action.SCALE).getValue() : "",
        found,
        rights.whyNot(Action.SCALE));
  }

  private void follow(LifecycleModel.Phase phase) {
    switch (phase) {
      case STOPPED -> look();
      case RUNNING -> found.set(OptionalInt.empty());
      case LAUNCHING, LAUNCH_FAILED, STOPPING -> {}
    }
  }

  /** Finds out whether somebody else's system runs. */
  void look() {
    var look = ++lastLook;
    background.run(
        "Looking for a running system",
        () -> Outcome.done(new Seen(platform.destinations(), platform.found())),
        seen -> {
          if (look == lastLook) {
            rights.look();
            destination.show(seen.places());
            show(seen.replicas());
          }
        },
        notices);
  }

  private void show(OptionalInt seen) {
    if (!seen.equals(found.get())) {
      found.set(seen);
      seen.ifPresent(running -> replicas.set(Math.min(running, Platform.MAX_REPLICAS)));
    }
  }

  /** Does nothing while there is an {@link #obstacle}. */
  void launch() {
    if (!obstacle.getValue().isEmpty()) {
      return;
    }
    lastLook++;
    lifecycle.launch(
        replicas.get(), LoadPlan.DEFAULT.withUsers(users.get()), found.get().isPresent());
  }
}
