package switchboard.console.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which lines are shown. Events always are: they say what the lines around them are about.
 *
 * @param hidden instances that are not
 * @param least level that is
 * @param wanted what a line has to contain
 */
public record LogFilter(Set<String> hidden, Level least, Optional<Pattern> wanted) {
  public static final LogFilter ALL = new LogFilter(Set.of(), Level.DEBUG, Optional.empty());

  public LogFilter {
    hidden = Set.copyOf(hidden);
  }

  /**
   * Those of the entries that are shown, in their order.
   *
   * @param limit how long they may be searched
   * @throws Search.GivenUp when that was not enough
   */
  public List<LogEntry> of(List<LogEntry> entries, Duration limit) throws Search.GivenUp {
    var admitted = plain(entries);
    if (wanted.isEmpty()) {
      return admitted;
    }
    var search = new Search(wanted.get(), limit);
    var shown = new ArrayList<LogEntry>();
    for (var entry : admitted) {
      if (entry.isEvent() || search.isIn(entry.text())) {
        shown.add(entry);
      }
    }
    return List.copyOf(shown);
  }

  /** Those that would be shown if nothing were wanted in them: takes next to no time. */
  public List<LogEntry> plain(List<LogEntry> entries) {
    return entries.stream()
        .filter(
            entry ->
                entry.isEvent()
                    || (entry.level().compareTo(least) >= 0 && !hidden.contains(entry.instance())))
        .toList();
  }
}
