package switchboard.console.ui.cockpit.start;

import java.util.List;
import java.util.OptionalInt;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
import switchboard.console.Outcome;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.platform.Capacity;
import switchboard.console.platform.Destination;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.Destinations;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.session.Session;
import switchboard.console.text.Format;
import switchboard.console.tls.Authority;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.operation.RightsModel;

/** The options of a launch, or the running system that it would adopt. FX thread only. */
public final class StartModel {
  private static final int REPLICAS = 3;

  private final LifecycleModel lifecycle;
  private final OperatedPlatform platform;
  private final OperationContext context;
  private final RightsModel rights;
  private final Capacity capacity;
  private final DestinationModel destination;
  private final IntegerProperty replicas = new SimpleIntegerProperty(this, "replicas", REPLICAS);
  private final HttpsModel https;
  private final IntegerProperty users;
  private final ReadOnlyObjectWrapper<OptionalInt> found =
      new ReadOnlyObjectWrapper<>(this, "found", OptionalInt.empty());
  private final ObservableValue<String> foundWords =
      Bindings.createStringBinding(this::words, found, replicas);
  private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper(this, "obstacle", "");
  private final ReadOnlyStringWrapper fixedSize = new ReadOnlyStringWrapper(this, "fixedSize", "");
  private int lastLook;

  /** The result of a look for a running system. */
  private record Seen(List<Destination> places, OptionalInt replicas) {}

  public StartModel(
      LifecycleModel lifecycle, Session session, RightsModel rights, OperationContext context) {
    this.rights = rights;
    this.lifecycle = lifecycle;
    platform = session.platform();
    https = new HttpsModel(Authority.ofThisUser(), session::serve);
    this.context = context;
    capacity = platform.capacity();
    destination = new DestinationModel(platform, context, this::look);
    users =
        new SimpleIntegerProperty(
            this, "users", Math.min(LoadPlan.DEFAULT.users(), capacity.users()));
    lifecycle.phaseProperty().addListener((property, was, phase) -> follow(phase));
    destination.settledProperty().subscribe(settled -> reconsider());
    found.subscribe(running -> reconsider());
    for (var each : List.of(Action.LAUNCH, Action.TAKE_OVER, Action.SCALE)) {
      rights.whyNot(each).subscribe(why -> reconsider());
    }
  }

  LifecycleModel lifecycle() {
    return lifecycle;
  }

  /** See {@link OperatedPlatform#description}. */
  String description() {
    return platform.description();
  }

  /** See {@link OperatedPlatform#implementation}. */
  String implementation(Role part) {
    return platform.implementation(part);
  }

  public IntegerProperty replicasProperty() {
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

  /** What a launch serves; a system that is taken over keeps what it does. */
  HttpsModel https() {
    return https;
  }

  /** Whether a launch takes over a system that runs already. */
  public ObservableValue<Boolean> takesOver() {
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
        + Format.replicas(running)
        + " is already running here. It will be adopted "
        + (running == replicas.get() ? "as it is." : "and scaled to " + replicas.get() + ".");
  }

  /** Why nothing can be launched at present; empty when it can. */
  public ReadOnlyStringProperty obstacle() {
    return obstacle.getReadOnlyProperty();
  }

  /** Why a system that is taken over stays as large as it is; empty when it can be scaled. */
  ReadOnlyStringProperty fixedSize() {
    return fixedSize.getReadOnlyProperty();
  }

  private void reconsider() {
    var takesOver = found.get().isPresent();
    obstacle.set(
        destination.settledProperty().get()
            ? rights.whyNot(takesOver ? Action.TAKE_OVER : Action.LAUNCH).getValue()
            : "On the start page, choose where to run it, and confirm the choice.");
    fixedSize.set(takesOver ? rights.whyNot(Action.SCALE).getValue() : "");
  }

  private void follow(LifecycleModel.Phase phase) {
    switch (phase) {
      case STOPPED -> look();
      case RUNNING -> found.set(OptionalInt.empty());
      case LAUNCHING, LAUNCH_FAILED, STOPPING -> {}
    }
  }

  /** Looks for a running system. */
  public void look() {
    var look = ++lastLook;
    context
        .background()
        .run(
            "Looking for a running system",
            () -> Outcome.done(new Seen(destinations(), platform.existingReplicas())),
            seen -> {
              if (look == lastLook) {
                rights.look();
                destination.show(seen.places());
                show(seen.replicas());
              }
            },
            context.notices());
  }

  private void show(OptionalInt seen) {
    if (!seen.equals(found.get())) {
      found.set(seen);
      seen.ifPresent(running -> replicas.set(Math.min(running, SystemState.MAX_REPLICAS)));
    }
  }

  /** Does nothing while there is an {@link #obstacle}. */
  public void launch() {
    if (!obstacle.get().isEmpty()) {
      return;
    }
    lastLook++;
    lifecycle.launch(
        replicas.get(), LoadPlan.DEFAULT.withUsers(users.get()), found.get().isPresent());
  }

  private List<Destination> destinations() {
    return platform
        .capability(Destinations.class)
        .map(Destinations::destinations)
        .orElse(List.of());
  }
}
