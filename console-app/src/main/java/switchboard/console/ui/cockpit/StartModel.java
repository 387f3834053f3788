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
  private final Capacity capacity;
  private final DestinationModel destination;
  private final IntegerProperty replicas = new SimpleIntegerProperty(this, "replicas", REPLICAS);
  private final IntegerProperty users;
  private final ReadOnlyObjectWrapper<OptionalInt> found =
      new ReadOnlyObjectWrapper<>(this, "found", OptionalInt.empty());
  private final ObservableValue<String> foundWords =
      Bindings.createStringBinding(this::words, found, replicas);
  private int lastLook;

  /** What a look has found. */
  private record Seen(List<Destination> places, OptionalInt replicas) {}

  StartModel(
      LifecycleModel lifecycle,
      Platform platform,
      Background background,
      Consumer<Failure> notices) {
    this.lifecycle = lifecycle;
    this.platform = platform;
    this.background = background;
    this.notices = notices;
    capacity = platform.capacity();
    destination = new DestinationModel(platform, background, notices, this::look);
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

  /** Does nothing before it is settled where the launch goes. */
  void launch() {
    if (!destination.settledProperty().get()) {
      return;
    }
    lastLook++;
    lifecycle.launch(
        replicas.get(), LoadPlan.DEFAULT.withUsers(users.get()), found.get().isPresent());
  }
}
