package switchboard.console.ui.experiments;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What came of the runs of this session. FX thread only. */
final class RunHistoryModel {
  /** How many runs can have a report: what it is made of takes some MiB. */
  static final int MAX_RECORDS = 10;

  private final ObservableList<PastRun> runs = FXCollections.observableArrayList();

  /** The newest first. */
  ObservableList<PastRun> runs() {
    return runs;
  }

  void add(PastRun run) {
    runs.addFirst(run);
    if (runs.size() > MAX_RECORDS) {
      runs.set(MAX_RECORDS, runs.get(MAX_RECORDS).withoutRecord());
    }
  }
}
