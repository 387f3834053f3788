package switchboard.simulator.books;

import java.util.Map;
import java.util.TreeMap;

/** A set of sequence numbers, kept as ranges. */
final class SeqRanges {
  private final TreeMap<Long, Long> toByFrom = new TreeMap<>();
  private long size;

  /** Adds from..to, both included; none of them may be in the set. */
  void add(long from, long to) {
    toByFrom.put(from, to);
    size += to - from + 1;
  }

  /** Takes one number out; false when it was not in. */
  boolean remove(long seq) {
    Map.Entry<Long, Long> range = toByFrom.floorEntry(seq);
    if (range == null || range.getValue() < seq) {
      return false;
    }
    long from = range.getKey();
    long to = range.getValue();
    toByFrom.remove(from);
    if (from < seq) {
      toByFrom.put(from, seq - 1);
    }
    if (seq < to) {
      toByFrom.put(seq + 1, to);
    }
    size--;
    return true;
  }

  /** Moves every number up to this one into the other set; returns how many. */
  long moveUpTo(long highest, SeqRanges other) {
    long moved = 0;
    while (!toByFrom.isEmpty() && toByFrom.firstKey() <= highest) {
      Map.Entry<Long, Long> range = toByFrom.pollFirstEntry();
      long to = Math.min(highest, range.getValue());
      other.add(range.getKey(), to);
      if (to < range.getValue()) {
        toByFrom.put(to + 1, range.getValue());
      }
      moved += to - range.getKey() + 1;
    }
    size -= moved;
    return moved;
  }

  /** Forgets the lowest ranges until no more than this many are left. */
  void keepHighest(int ranges) {
    while (toByFrom.size() > ranges) {
      Map.Entry<Long, Long> range = toByFrom.pollFirstEntry();
      size -= range.getValue() - range.getKey() + 1;
    }
  }

  /** The end of the lowest range; the set must not be empty. */
  long lowestEnd() {
    return toByFrom.firstEntry().getValue();
  }

  int ranges() {
    return toByFrom.size();
  }

  long size() {
    return size;
  }
}
