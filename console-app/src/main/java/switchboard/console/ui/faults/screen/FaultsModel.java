package switchboard.console.ui.faults.screen;

import java.util.List;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.faults.FaultModel;
import switchboard.console.ui.workspace.ScreenModel;

/** The screen of all faults; the palette has their commands from the cockpit. FX thread only. */
public final class FaultsModel implements ScreenModel {
  private final FaultModel faults;
  private final InjectionModel injection;
  private final HistoryModel history;
  private final ReadOnlyObjectWrapper<List<Alert>> alerts =
      new ReadOnlyObjectWrapper<>(this, "alerts", List.of());

  /**
   * The screen on one platform.
   *
   * @param faults what the cockpit does to the same components
   */
  public FaultsModel(Session session, FaultModel faults, RandomGenerator random) {
    this.faults = faults;
    history = new HistoryModel(faults.undoing()::undoable);
    injection = new InjectionModel(session, faults, random);
  }

  FaultModel faults() {
    return faults;
  }

  InjectionModel injection() {
    return injection;
  }

  HistoryModel history() {
    return history;
  }

  /** The active alerts of the system's Prometheus. */
  ReadOnlyObjectProperty<List<Alert>> alertsProperty() {
    return alerts.getReadOnlyProperty();
  }

  @Override
  public void show(Snapshot newest) {
    injection.show(newest);
    history.show(newest);
    alerts.set(newest.measured().alerts().orElse(List.of()));
  }
}
