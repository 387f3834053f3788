package switchboard.console.ui.cockpit.controls;

import java.util.Locale;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Capacity;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.text.Format;
import switchboard.console.ui.operation.DesiredValue;
import switchboard.console.ui.operation.OperationContext;

/** The load: how many users, and how much they write. FX thread only. */
public final class TrafficModel {
  private final Capacity capacity;
  private final DesiredValue<LoadPlan> plan;
  private final ReadOnlyIntegerWrapper mostUsers;
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");

  TrafficModel(Session session, OperationContext context) {
    capacity = session.platform().capacity();
    mostUsers = new ReadOnlyIntegerWrapper(this, "mostUsers", capacity.users());
    plan =
        new DesiredValue<>(
            LoadPlan.DEFAULT,
            context,
            new DesiredValue.Texts<>(
                wanted -> "Setting the load", TrafficModel::done, TrafficModel::back),
            (wanted, report) -> session.load().set(wanted));
  }

  public DesiredValue<LoadPlan> plan() {
    return plan;
  }

  /** How many users fit the simulators that there are. */
  ReadOnlyIntegerProperty mostUsersProperty() {
    return mostUsers.getReadOnlyProperty();
  }

  /** How many users fit one simulator. */
  Capacity capacity() {
    return capacity;
  }

  /** Why no more users fit, in a sentence; empty when nothing on this machine is in their way. */
  public static String note(Capacity capacity) {
    return capacity.reason().isEmpty() ? "" : capacity.reason() + ".";
  }

  /** "120 of 500 connected" while users join or leave; empty when all are there. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  private static String done(LoadPlan before, LoadPlan after) {
    return before.users() != after.users()
        ? "Virtual users set from " + users(before) + " to " + users(after) + "."
        : "Messages per user per minute set from " + rate(before) + " to " + rate(after) + ".";
  }

  private static String back(LoadPlan before, LoadPlan after) {
    return "back to "
        + (before.users() != after.users()
            ? users(before) + " users"
            : rate(before) + " messages per user per minute");
  }

  private static String users(LoadPlan load) {
    return Format.whole(load.users());
  }

  /** "3.0". */
  static String rate(LoadPlan load) {
    return String.format(Locale.ROOT, "%.1f", load.messagesPerUserPerMinute());
  }

  void show(Snapshot snapshot) {
    var simulators =
        snapshot.system().endpoints().map(known -> known.simulators().size()).orElse(1);
    mostUsers.set(capacity.users() * Math.max(1, simulators));
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
