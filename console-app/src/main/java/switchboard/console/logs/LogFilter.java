package switchboard.console.logs;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which lines are shown. Events always are: they say what the lines around them are about.
 *
 * @param hidden instances that are not
 * @param least level that is
 * @param wanted what a line has to contain
 */
public record LogFilter(Set<String> hidden, Level least, Optional<Pattern> wanted)
    implements Predicate<LogEntry> {
  public static final LogFilter ALL = new LogFilter(Set.of(), Level.DEBUG, Optional.empty());

  public LogFilter {
    hidden = Set.copyOf(hidden);
  }

  @Override
  public boolean test(LogEntry entry) {
    return entry.isEvent()
        || (entry.level().compareTo(least) >= 0
            && !hidden.contains(entry.instance())
            && wanted.map(pattern -> pattern.matcher(entry.text()).find()).orElse(true));
  }
}
