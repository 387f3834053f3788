package switchboard.console.ui.cockpit;

import java.time.Clock;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.Failure;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Platform.Capacity;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.fx.Format;

/** The load: how many users, and how much they write. FX thread only. */
final class TrafficModel {
  private final Capacity capacity;
  private final Wish<LoadPlan> plan;
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");

  TrafficModel(
      Session session,
      Capacity capacity,
      Background background,
      Clock clock,
      Consumer<Failure> notices) {
    this.capacity = capacity;
    plan =
        new Wish<>(
            "Setting the load",
            LoadPlan.DEFAULT,
            background,
            clock,
            notices,
            wanted -> () -> session.setLoad(wanted));
  }

  Wish<LoadPlan> plan() {
    return plan;
  }

  /** How many users fit, and why not more. */
  Capacity capacity() {
    return capacity;
  }

  /** "120 of 500 connected" while users join or leave; empty when all are there. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  void show(Snapshot snapshot) {
    plan.follow(snapshot.plan(), snapshot.at());
    progress.set(
        snapshot
            .load()
            .map(LoadStats::users)
            .filter(users -> users.connected() != users.wanted())
            .map(
                users ->
                    Format.whole(users.connected())
                        + " of "
                        + Format.whole(users.wanted())
                        + " connected")
            .orElse(""));
  }
}
