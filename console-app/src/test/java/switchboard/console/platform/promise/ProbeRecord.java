package switchboard.console.platform.promise;

import java.util.ArrayList;
import java.util.List;

/**
 * What one witness has seen.
 *
 * @param start the room's last seq when the probe joined: later messages are owed
 * @param received every message frame, in the order of arrival over all its sockets
 * @param acknowledged its own messages under the acknowledged seq, one for each acknowledgement
 * @param refusals requests and sends that failed, a sentence each; each was made again
 * @param open messages of its own that have no acknowledgement yet
 */
public record ProbeRecord(
    String room,
    long start,
    List<Entry> received,
    List<Entry> acknowledged,
    List<String> refusals,
    int open) {
  public ProbeRecord {
    received = List.copyOf(received);
    acknowledged = List.copyOf(acknowledged);
    refusals = List.copyOf(refusals);
  }

  public long last() {
    return received.isEmpty() ? start : received.getLast().seq();
  }

  /** Where it and the log of its room do not agree, a sentence each; empty when they do. */
  public List<String> contradictions(RoomLog log) {
    var found = new ArrayList<String>();
    var owed = log.entries().stream().filter(entry -> entry.seq() > start).toList();
    for (var i = 0; i < Math.max(owed.size(), received.size()); i++) {
      var logged = i < owed.size() ? owed.get(i).toString() : "the end of the log";
      var seen = i < received.size() ? received.get(i).toString() : "nothing more";
      if (!logged.equals(seen)) {
        // Everything after one missing or duplicated message is shifted: the first difference
        // counts.
        found.add("%s: expected %s, the socket brought %s".formatted(room, logged, seen));
        break;
      }
    }
    for (var entry : acknowledged) {
      if (!log.entries().contains(entry)) {
        found.add("%s: acknowledged, but not so in the log: %s".formatted(room, entry));
      }
    }
    return found;
  }
}
