package switchboard.console.ui.cockpit.start;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.platform.Destination;
import switchboard.console.platform.capability.Destinations;
import switchboard.console.session.OperatedPlatform;
import switchboard.console.ui.operation.OperationContext;

/**
 * The destination of a launch, on a platform with several; one that others may depend on is
 * confirmed each time it is chosen. FX thread only.
 */
final class DestinationModel {
  private final OperatedPlatform platform;
  private final OperationContext context;
  private final Runnable settledThere;
  private final ObservableList<Destination> places = FXCollections.observableArrayList();
  private final ObjectProperty<Destination> chosen = new SimpleObjectProperty<>(this, "chosen");
  private final BooleanProperty confirmed = new SimpleBooleanProperty(this, "confirmed");

  /** Before the destinations are known, the platform itself refuses one that was not chosen. */
  private final ReadOnlyBooleanWrapper settled = new ReadOnlyBooleanWrapper(this, "settled", true);

  /**
   * @param settledThere called when the platform goes to the place that is chosen
   */
  DestinationModel(OperatedPlatform platform, OperationContext context, Runnable settledThere) {
    this.platform = platform;
    this.context = context;
    this.settledThere = settledThere;
    chosen.subscribe((was, now) -> reconsider());
    confirmed.subscribe((was, now) -> settle());
  }

  /** To choose from; empty where there is no choice. */
  ObservableList<Destination> places() {
    return places;
  }

  /** Null where there is no choice. */
  ObjectProperty<Destination> chosenProperty() {
    return chosen;
  }

  /** Whether the operator has confirmed the place that is chosen. */
  BooleanProperty confirmedProperty() {
    return confirmed;
  }

  /** Whether a launch would go where the operator wants it. */
  ReadOnlyBooleanProperty settledProperty() {
    return settled.getReadOnlyProperty();
  }

  /** Takes note of what there is to choose from. */
  void show(List<Destination> seen) {
    if (!seen.isEmpty() && !seen.equals(places)) {
      var before = Optional.ofNullable(chosen.get()).filter(seen::contains);
      places.setAll(seen);
      chosen.set(
          before.orElse(
              seen.stream().filter(Destination::current).findFirst().orElse(seen.getFirst())));
    }
  }

  private void reconsider() {
    settled.set(false);
    if (confirmed.get()) {
      confirmed.set(false);
    } else {
      settle();
    }
  }

  private void settle() {
    settled.set(false);
    if (!mayGo()) {
      return;
    }
    var wanted = chosen.get();
    context
        .background()
        .run(
            "Choosing " + wanted.name(),
            () -> platform.capability(Destinations.class).orElseThrow().choose(wanted.name()),
            there -> {
              if (mayGo() && wanted.equals(chosen.get())) {
                settled.set(true);
                settledThere.run();
              }
            },
            context.notices());
  }

  private boolean mayGo() {
    return chosen.get() != null && (confirmed.get() || !chosen.get().foreign());
  }
}
