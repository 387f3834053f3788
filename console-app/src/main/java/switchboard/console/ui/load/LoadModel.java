package switchboard.console.ui.load;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.capacity.CapacityModel;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.loadtest.LoadTestModel;
import switchboard.console.ui.workspace.ScreenModel;
import switchboard.console.ui.workspace.Workspace;

/** The screen of load on one platform. FX thread only. */
public final class LoadModel implements ScreenModel {
  private final LoadTestModel tests;
  private final CapacityModel capacity;
  private final BooleanProperty showsCapacity = new SimpleBooleanProperty(this, "showsCapacity");

  /**
   * @param runs where the runs of trials are kept
   * @param front brings the screen to the front
   */
  public LoadModel(Workspace workspace, KeptRuns runs, Runnable front) {
    Objects.requireNonNull(front);
    tests = new LoadTestModel(workspace, () -> show(false, front));
    capacity = new CapacityModel(workspace, runs, () -> show(true, front));
  }

  private void show(boolean ofCapacity, Runnable front) {
    showsCapacity.set(ofCapacity);
    front.run();
  }

  LoadTestModel tests() {
    return tests;
  }

  CapacityModel capacity() {
    return capacity;
  }

  /** Whether the search for a capacity is shown, and not load tests. */
  BooleanProperty showsCapacityProperty() {
    return showsCapacity;
  }

  @Override
  public void show(Snapshot newest) {
    tests.show(newest);
    capacity.show(newest);
  }

  @Override
  public List<Command> commands(OptionalInt number) {
    return Stream.of(tests, capacity)
        .map(each -> each.commands(number))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public void cancel() {
    tests.cancel();
    capacity.cancel();
  }
}
