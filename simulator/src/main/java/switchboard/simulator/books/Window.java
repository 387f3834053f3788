package switchboard.simulator.books;

/**
 * The newest messages of a room: what was acknowledged or delivered under each number. A ring, so
 * its memory is bounded; what arrives for an older number is judged by its number only.
 */
final class Window {
  private final Entry[] ring;
  private final Tally tally;

  /**
   * One number. What was delivered first stands for its content until an acknowledgement says what
   * it is.
   */
  private static final class Entry {
    long seq;
    Content content;
    boolean acknowledged;
    int matching;
    int differing;

    /** An earlier number of the same message, 0 when there is none. */
    long original;
  }

  /** {@code size} is a power of two. */
  Window(int size, Tally tally) {
    ring = new Entry[size];
    this.tally = tally;
  }

  /** How a delivery compares with what the number stands for. */
  enum Match {
    SAME,
    DIFFERENT,
    SAME_MESSAGE_UNDER_AN_EARLIER_NUMBER
  }

  /**
   * Notes a member's first receipt of this number; {@code start}: the member is owed what comes
   * after it.
   */
  Match delivered(long seq, Content content, long start) {
    Entry entry = entry(seq, content);
    if (entry == null) {
      return Match.SAME;
    }
    if (!entry.content.equals(content)) {
      if (entry.acknowledged) {
        tally.lost++;
      } else {
        entry.differing++;
      }
      return Match.DIFFERENT;
    }
    entry.matching++;
    return entry.original > start ? Match.SAME_MESSAGE_UNDER_AN_EARLIER_NUMBER : Match.SAME;
  }

  /** Members who were given something else under an acknowledged number have lost that message. */
  void acknowledged(long seq, Content content) {
    Entry entry = entry(seq, content);
    if (entry == null) {
      return;
    }
    if (entry.content.equals(content)) {
      if (!entry.acknowledged) {
        tally.lost += entry.differing;
      }
    } else {
      tally.lost += entry.matching;
      entry.content = content;
      entry.matching = entry.acknowledged ? 0 : entry.differing;
    }
    entry.acknowledged = true;
    entry.differing = 0;
  }

  /** Of contents that nobody acknowledged, the one that fewer members got is the wrong one. */
  void settle() {
    for (Entry entry : ring) {
      if (entry != null) {
        settle(entry);
      }
    }
  }

  private void settle(Entry entry) {
    if (!entry.acknowledged) {
      tally.lost += Math.min(entry.matching, entry.differing);
      entry.differing = 0;
    }
  }

  private Entry entry(long seq, Content content) {
    Entry entry = ring[index(seq)];
    if (entry != null && entry.seq == seq) {
      return entry;
    }
    if (entry != null && entry.seq > seq) {
      return null;
    }
    if (entry == null) {
      entry = new Entry();
      ring[index(seq)] = entry;
    } else {
      settle(entry);
    }
    entry.original = earlierNumber(content.id(), seq);
    entry.seq = seq;
    entry.content = content;
    entry.acknowledged = false;
    entry.matching = 0;
    entry.differing = 0;
    return entry;
  }

  private long earlierNumber(long id, long seq) {
    for (Entry entry : ring) {
      if (entry != null && entry.content != null && entry.content.id() == id && entry.seq != seq) {
        return entry.seq;
      }
    }
    return 0;
  }

  private int index(long seq) {
    return (int) (seq & (ring.length - 1));
  }
}
