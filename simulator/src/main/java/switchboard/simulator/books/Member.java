package switchboard.simulator.books;

/**
 * What one user of one room has been given. Two numbers while all is well; each gap in what arrived
 * adds a range, and of these no more than {@value #RANGES} are kept.
 */
public final class Member {
  static final int RANGES = 64;

  /** What the arrival of a number says. */
  enum Arrival {
    FIRST,
    AFTER_A_LATER_ONE,
    AGAIN,
    GIVEN_UP
  }

  private final RoomBook room;
  private final long start;
  private long highest;
  private long highestAtAudit;
  private SeqRanges missing;
  private SeqRanges givenUp;
  private boolean connected;
  private long connectedSince;

  Member(RoomBook room, long start) {
    this.room = room;
    this.start = start;
    highest = start;
    highestAtAudit = start;
  }

  /** The highest number received: where a reconnect goes on. */
  public long highest() {
    return highest;
  }

  RoomBook room() {
    return room;
  }

  long start() {
    return start;
  }

  void connected(long now) {
    connected = true;
    connectedSince = now;
  }

  void disconnected() {
    connected = false;
  }

  boolean isConnected() {
    return connected;
  }

  /** Whether the socket stood at that time and ever since. */
  boolean isConnectedSince(long time) {
    return connected && connectedSince - time <= 0;
  }

  Arrival receive(long seq) {
    if (seq > highest) {
      if (seq > highest + 1) {
        missing = missing == null ? new SeqRanges() : missing;
        missing.add(highest + 1, seq - 1);
      }
      highest = seq;
      return Arrival.FIRST;
    }
    if (missing != null && missing.remove(seq)) {
      return Arrival.AFTER_A_LATER_ONE;
    }
    return givenUp != null && givenUp.remove(seq) ? Arrival.GIVEN_UP : Arrival.AGAIN;
  }

  /** Owed and not received, when the room has got so far. */
  long pending(long roomHighest) {
    return Math.max(0, roomHighest - highest) + (missing == null ? 0 : missing.size());
  }

  /**
   * Gives up the gaps that were open at the last audit already; returns how many messages that
   * lost.
   */
  long audit() {
    long lost = giveUpGaps(highestAtAudit);
    highestAtAudit = highest;
    return lost;
  }

  /**
   * Ranges beyond the bound are given up before their time: returns how many messages that lost.
   */
  long trim() {
    long lost = 0;
    while (missing != null && missing.ranges() > RANGES) {
      lost += giveUpGaps(missing.lowestEnd());
    }
    return lost;
  }

  /** Gives up all that is owed up to this number. */
  long giveUp(long upTo) {
    long lost = giveUpGaps(upTo);
    if (upTo > highest) {
      lost += upTo - highest;
      givenUp = givenUp == null ? new SeqRanges() : givenUp;
      givenUp.add(highest + 1, upTo);
      givenUp.keepHighest(RANGES);
      highest = upTo;
    }
    return lost;
  }

  private long giveUpGaps(long upTo) {
    if (missing == null || missing.size() == 0) {
      return 0;
    }
    givenUp = givenUp == null ? new SeqRanges() : givenUp;
    long lost = missing.moveUpTo(upTo, givenUp);
    givenUp.keepHighest(RANGES);
    return lost;
  }
}
