package switchboard.simulator.books;

import java.util.TreeMap;

/** A set of sequence numbers, kept as ranges that do not touch. */
final class SeqRanges {
  private final TreeMap<Long, Long> toByFrom = new TreeMap<>();
  private long size;

  /** Adds from..to, both included; none of them may be in the set. */
  void add(long from, long to) {
    long first = from;
    long last = to;
    var before = toByFrom.lowerEntry(from);
    if (before != null && before.getValue() == from - 1) {
      first = before.getKey();
    }
    var touching = toByFrom.remove(to + 1);
    if (touching != null) {
      last = touching;
    }
    toByFrom.put(first, last);
    size += to - from + 1;
  }

  boolean contains(long seq) {
    var range = toByFrom.floorEntry(seq);
    return range != null && range.getValue() >= seq;
  }

  /** Takes one number out; false when it was not in. */
  boolean remove(long seq) {
    var range = toByFrom.floorEntry(seq);
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
      var range = toByFrom.pollFirstEntry();
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

  /** Forgets every number after this one. */
  void removeAfter(long highest) {
    while (!toByFrom.isEmpty() && toByFrom.lastEntry().getValue() > highest) {
      var range = toByFrom.pollLastEntry();
      size -= range.getValue() - Math.max(highest, range.getKey() - 1);
      if (range.getKey() <= highest) {
        toByFrom.put(range.getKey(), highest);
      }
    }
  }

  /** How many numbers are in it that are not higher than this one. */
  long countUpTo(long highest) {
    long count = 0;
    for (var range : toByFrom.headMap(highest, true).entrySet()) {
      count += Math.min(highest, range.getValue()) - range.getKey() + 1;
    }
    return count;
  }

  /** Forgets the lowest ranges until no more than this many are left. */
  void keepHighest(int ranges) {
    while (toByFrom.size() > ranges) {
      var range = toByFrom.pollFirstEntry();
      size -= range.getValue() - range.getKey() + 1;
    }
  }

  /** The lowest number; the set must not be empty. */
  long lowest() {
    return toByFrom.firstKey();
  }

  /** The end of the lowest range; the set must not be empty. */
  long lowestEnd() {
    return toByFrom.firstEntry().getValue();
  }

  boolean isEmpty() {
    return toByFrom.isEmpty();
  }

  int ranges() {
    return toByFrom.size();
  }

  long size() {
    return size;
  }
}
