package switchboard.console.platform.promise;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * What the store holds of one room, in its order.
 *
 * @param entries from the room's first message on, nothing trimmed
 */
public record RoomLog(String room, List<Entry> entries) {
  public RoomLog {
    entries = List.copyOf(entries);
  }

  public long last() {
    return entries.isEmpty() ? 0 : entries.getLast().seq();
  }

  /** What is wrong with the log by itself, a sentence each: gaps, and duplicated messages. */
  public List<String> flaws() {
    var flaws = new ArrayList<String>();
    var senders = new HashSet<String>();
    var expected = 1L;
    for (var entry : entries) {
      if (entry.seq() != expected) {
        flaws.add(
            String.format(
                Locale.ROOT, "%s: expected seq %d, the log has %s", room, expected, entry));
      }
      if (!senders.add(entry.from() + "/" + entry.id())) {
        flaws.add("%s: the log holds a message twice, again as %s".formatted(room, entry));
      }
      expected = entry.seq() + 1;
    }
    return flaws;
  }
}
