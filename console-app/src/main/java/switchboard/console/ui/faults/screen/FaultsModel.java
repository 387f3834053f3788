package switchboard.console.ui.faults.screen;

import java.util.random.RandomGenerator;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.faults.FaultModel;
import switchboard.console.ui.workspace.ScreenModel;

/** The screen of all faults; the palette has their commands from the cockpit. FX thread only. */
public final class FaultsModel implements ScreenModel {
  private final FaultModel faults;
  private final InjectionModel injection;
  private final HistoryModel history;

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

  @Override
  public void show(Snapshot newest) {
    injection.show(newest);
    history.show(newest);
  }
}
