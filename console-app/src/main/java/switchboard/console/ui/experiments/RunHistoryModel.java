package switchboard.console.ui.experiments;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What came of the runs of this session. FX thread only. */
final class RunHistoryModel {
  private final ObservableList<PastRun> runs = FXCollections.observableArrayList();

  /** The newest first. */
  ObservableList<PastRun> runs() {
    return runs;
  }

  void add(PastRun run) {
    runs.addFirst(run);
  }
}
