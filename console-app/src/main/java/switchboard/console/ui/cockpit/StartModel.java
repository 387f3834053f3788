package switchboard.console.ui.cockpit;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Platform.Capacity;

/** What a launch begins with. FX thread only. */
final class StartModel {
  private static final int REPLICAS = 3;

  private final LifecycleModel lifecycle;
  private final Capacity capacity;
  private final IntegerProperty replicas = new SimpleIntegerProperty(this, "replicas", REPLICAS);
  private final IntegerProperty users;

  StartModel(LifecycleModel lifecycle, Capacity capacity) {
    this.lifecycle = lifecycle;
    this.capacity = capacity;
    users =
        new SimpleIntegerProperty(
            this, "users", Math.min(LoadPlan.DEFAULT.users(), capacity.users()));
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

  void launch() {
    lifecycle.launch(replicas.get(), LoadPlan.DEFAULT.withUsers(users.get()));
  }
}
