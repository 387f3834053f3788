package switchboard.console.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.Platform;

/**
 * Reads what all instances of a platform print, each line once and in the order of time. One thread
 * at a time.
 */
public final class LogFeed {
  /** So late may one instance's line be read after another's that is younger. */
  private static final Duration SETTLING = Duration.ofMillis(300);

  private final Platform platform;
  private final InstantSource clock;
  private final Set<String> instances = new LinkedHashSet<>();
  private final Map<String, Position> positions = new HashMap<>();
  private final List<LogLine> unsettled = new ArrayList<>();

  /**
   * How far an instance was read.
   *
   * @param at the time of the last line
   * @param taken how many lines of that very time
   */
  private record Position(Instant at, int taken) {
    static final Position START = new Position(Instant.EPOCH, 0);
  }

  public LogFeed(Platform platform, InstantSource clock) {
    this.platform = platform;
    this.clock = clock;
  }

  /** What has come since the last call, the oldest first. May block. */
  public List<LogEntry> poll() {
    var settled = clock.instant().minus(SETTLING);
    platform.state().instances().stream().map(Instance::name).forEach(instances::add);
    instances.forEach(instance -> unsettled.addAll(fresh(instance)));
    unsettled.sort(Comparator.comparing(LogLine::at));
    var count = 0;
    while (count < unsettled.size() && !unsettled.get(count).at().isAfter(settled)) {
      count++;
    }
    var ready = unsettled.subList(0, count);
    var entries = ready.stream().map(LogEntry::of).toList();
    ready.clear();
    return entries;
  }

  private List<LogLine> fresh(String instance) {
    var position = positions.getOrDefault(instance, Position.START);
    var lines = platform.logs(instance, position.at());
    // What has been read of the same instant comes again, unless it is kept no longer.
    var known =
        (int)
            Math.min(
                position.taken(),
                lines.stream().takeWhile(line -> line.at().equals(position.at())).count());
    if (!lines.isEmpty()) {
      var last = lines.getLast().at();
      var taken = (int) lines.stream().filter(line -> line.at().equals(last)).count();
      positions.put(instance, new Position(last, taken));
    }
    return lines.subList(known, lines.size());
  }
}
