package switchboard.console.ui.faults.screen;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.fault.Verdict;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.faults.UndoModel;

/** Every fault of this launch: those without a verdict, and the verdicts. FX thread only. */
final class HistoryModel {
  private final ReadOnlyObjectWrapper<List<RunningFault>> running =
      new ReadOnlyObjectWrapper<>(this, "running", List.of());
  private final ObservableList<Verdict> verdicts = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<Verdict>> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", Optional.empty());
  private final UndoModel undoing;
  private boolean chosen;

  HistoryModel(UndoModel undoing) {
    this.undoing = undoing;
  }

  /** Ends faults before their time. */
  UndoModel undoing() {
    return undoing;
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
    var undoable = undoing.undoable();
    running.set(
        newest.judging().reversed().stream()
            .map(each -> RunningFault.of(each, undoable.contains(each.fault()), newest.at()))
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
