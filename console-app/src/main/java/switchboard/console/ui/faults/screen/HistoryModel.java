package switchboard.console.ui.faults.screen;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.fault.Verdict;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.session.Snapshot;

/** Every fault of this launch: those without a verdict, and the verdicts. FX thread only. */
final class HistoryModel {
  private final ReadOnlyObjectWrapper<List<RunningFault>> running =
      new ReadOnlyObjectWrapper<>(this, "running", List.of());
  private final ObservableList<Verdict> verdicts = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<Verdict>> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
  private final Supplier<List<InjectedFault>> undoable;
  private boolean chosen;

  /**
   * @param undoable the faults that can be undone now
   */
  HistoryModel(Supplier<List<InjectedFault>> undoable) {
    this.undoable = undoable;
  }

  /** The newest first. */
  ReadOnlyObjectProperty<List<RunningFault>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** The newest first. */
  ObservableList<Verdict> verdicts() {
    return verdicts;
  }

  /** The verdict whose details are shown: the newest, unless another was chosen. */
  ReadOnlyObjectProperty<Optional<Verdict>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Shows the details of a verdict, until that is gone; of the newest, also of the next ones. */
  void choose(Verdict wanted) {
    chosen = !wanted.equals(verdicts.getFirst());
    shown.set(Optional.of(wanted));
  }

  void show(Snapshot newest) {
    var open = undoable.get();
    running.set(
        newest.judging().reversed().stream()
            .map(each -> RunningFault.of(each, open.contains(each.fault()), newest.at()))
            .toList());
    var all = newest.verdicts().reversed();
    if (!all.equals(verdicts)) {
      verdicts.setAll(all);
      chosen = chosen && shown.get().filter(all::contains).isPresent();
      if (!chosen) {
        shown.set(all.stream().findFirst());
      }
    }
  }
}
