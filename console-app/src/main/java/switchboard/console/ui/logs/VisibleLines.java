package switchboard.console.ui.logs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.logs.LogEntry;

/**
 * The newest lines in the order of time, and those of them that are shown. Of two of one time, the
 * one that came first stands first.
 */
final class VisibleLines {
  static final Comparator<LogEntry> BY_TIME = Comparator.comparing(LogEntry::at);

  private final int most;
  private final List<LogEntry> kept = new ArrayList<>();
  private final ObservableList<LogEntry> shown = FXCollections.observableArrayList();
  private final Set<LogEntry> gone = Collections.newSetFromMap(new IdentityHashMap<>());
  private long dropped;

  /**
   * @param most how many are kept
   */
  VisibleLines(int most) {
    this.most = most;
  }

  ObservableList<LogEntry> shown() {
    return shown;
  }

  int size() {
    return kept.size();
  }

  /** How many have been dropped so far, because there were too many. */
  long dropped() {
    return dropped;
  }

  /** All that are kept, to be looked through elsewhere; see {@link #show} and {@link #showOnly}. */
  List<LogEntry> snapshot() {
    return List.copyOf(kept);
  }

  /** Nothing is being searched at present. */
  void settle() {
    gone.clear();
  }

  /** Keeps new ones, in the order of time, and drops the oldest that are too many. */
  @SuppressWarnings("ReferenceEquality") // Lines that read the same are still several.
  void keep(List<LogEntry> fresh) {
    kept.addAll(from(kept, fresh));
    var oldest = kept.subList(0, Math.max(0, kept.size() - most));
    var visible = 0;
    for (var entry : oldest) {
      gone.add(entry);
      if (visible < shown.size() && shown.get(visible) == entry) {
        visible++;
      }
    }
    shown.remove(0, visible);
    dropped += oldest.size();
    oldest.clear();
  }

  /** Shows some that are kept beside those that are shown. */
  void show(List<LogEntry> more) {
    var there = present(more);
    if (!there.isEmpty()) {
      shown.addAll(from(shown, there));
    }
  }

  /** Shows these and no others. */
  void showOnly(List<LogEntry> these) {
    shown.setAll(present(these));
  }

  /** Those that were not dropped during the search. */
  private List<LogEntry> present(List<LogEntry> entries) {
    return entries.stream().filter(entry -> !gone.contains(entry)).toList();
  }

  /** Takes what is younger than the first of the new ones off a list, and puts them in order. */
  private static List<LogEntry> from(List<LogEntry> list, List<LogEntry> fresh) {
    var sorted = fresh.stream().sorted(BY_TIME).toList();
    var end = list.size();
    while (end > 0 && list.get(end - 1).at().isAfter(sorted.getFirst().at())) {
      end--;
    }
    var younger = list.subList(end, list.size());
    var tail = new ArrayList<>(younger);
    younger.clear();
    tail.addAll(sorted);
    tail.sort(BY_TIME);
    return tail;
  }
}
