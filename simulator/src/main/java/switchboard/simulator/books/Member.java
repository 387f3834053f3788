package switchboard.simulator.books;

/**
 * The messages that one user of one room has received, by number. Two numbers while all is well;
 * each gap in what arrived adds a range, and of these no more than {@value #RANGES} are kept. The
 * numbers are those of the epoch in which the member's socket is.
 */
public final class Member {
  static final int RANGES = 64;

  /** What the arrival of a number means. */
  enum Arrival {
    FIRST,
    AFTER_A_LATER_ONE,
    AGAIN,
    GIVEN_UP
  }

  private final RoomRecord room;
  private final int slot;
  private final int startEpoch;
  private final long start;
  private RoomEpoch epoch;
  private long highest;
  private long highestAtAudit;
  private SeqRanges missing;
  private SeqRanges givenUp;

  /** Numbers above the highest that were given up by themselves. */
  private SeqRanges givenUpAhead;

  /** The numbers that had been given up in the epoch before. */
  private SeqRanges givenUpBefore;

  private int epochBefore;
  private boolean connected;
  private long connectedSince;
  private boolean leaving;
  private int leavingEpoch;
  private long leavingAfter;

  Member(RoomRecord room, int slot, RoomEpoch epoch, long start) {
    this.room = room;
    this.slot = slot;
    this.epoch = epoch;
    this.start = start;
    startEpoch = epoch.ordinal();
    highest = start;
    highestAtAudit = start;
  }

  /** The highest number received: where a reconnect goes on, in {@link #epoch}. */
  public long highest() {
    return highest;
  }

  /** The epoch of the numbers, as the server named it. */
  public String epoch() {
    return epoch.name();
  }

  RoomRecord room() {
    return room;
  }

  /** Its bit in the sets of its room; no other member's while it is there. */
  int slot() {
    return slot;
  }

  RoomEpoch roomEpoch() {
    return epoch;
  }

  void connected(long now) {
    connected = true;
    connectedSince = now;
  }

  void disconnected() {
    connected = false;
  }

  /** Whether the socket was open at that time and ever since. */
  boolean isConnectedSince(long time) {
    return connected && connectedSince - time <= 0;
  }

  /** The user is about to leave: messages later than the present ones are not owed any more. */
  void leaving(int lastEpoch, long lastSeq) {
    leaving = true;
    leavingEpoch = lastEpoch;
    leavingAfter = lastSeq;
  }

  /** Up to which number of its present epoch the member is owed what there is. */
  long owedUpTo() {
    if (!leaving || epoch.ordinal() < leavingEpoch) {
      return epoch.highest();
    }
    return epoch.ordinal() > leavingEpoch ? 0 : Math.min(epoch.highest(), leavingAfter);
  }

  /** Whether a message is owed to the member once it is acknowledged. */
  boolean isOwed(int messageEpoch, long seq) {
    var begun = messageEpoch > startEpoch || (messageEpoch == startEpoch && seq > start);
    var over =
        leaving
            && (messageEpoch > leavingEpoch
                || (messageEpoch == leavingEpoch && seq > leavingAfter));
    return begun && !over;
  }

  Arrival receive(long seq) {
    if (seq > highest) {
      if (seq > highest + 1) {
        missing = missing == null ? new SeqRanges() : missing;
        addUnlessGivenUp(missing, seq - 1);
      }
      highest = seq;
      if (givenUpAhead != null && givenUpAhead.remove(seq)) {
        givenUp().add(seq, seq);
        return Arrival.GIVEN_UP;
      }
      return Arrival.FIRST;
    }
    if (missing != null && missing.remove(seq)) {
      return Arrival.AFTER_A_LATER_ONE;
    }
    return givenUp != null && givenUp.contains(seq) ? Arrival.GIVEN_UP : Arrival.AGAIN;
  }

  /** Adds the numbers after the highest up to this one; returns how many. */
  private long addUnlessGivenUp(SeqRanges to, long upTo) {
    long added = upTo - highest;
    long from = highest + 1;
    while (givenUpAhead != null && !givenUpAhead.isEmpty() && givenUpAhead.lowest() <= upTo) {
      long known = givenUpAhead.lowest();
      givenUpAhead.remove(known);
      if (known > from) {
        to.add(from, known - 1);
      }
      givenUp().add(known, known);
      from = known + 1;
      added--;
    }
    if (from <= upTo) {
      to.add(from, upTo);
    }
    return added;
  }

  private SeqRanges givenUp() {
    if (givenUp == null) {
      givenUp = new SeqRanges();
    }
    return givenUp;
  }

  /** Whether the number has neither come nor been given up. */
  boolean lacks(long seq) {
    if (seq > highest) {
      return givenUpAhead == null || !givenUpAhead.contains(seq);
    }
    return missing != null && missing.contains(seq);
  }

  /** Whether a number of this epoch or of the one before was given up. */
  boolean hasGivenUp(int ofEpoch, long seq) {
    var ranges = seq > highest ? givenUpAhead : givenUp;
    if (ofEpoch != epoch.ordinal()) {
      ranges = ofEpoch == epochBefore ? givenUpBefore : null;
    }
    return ranges != null && ranges.contains(seq);
  }

  /** How many numbers are lacking when the epoch has got so far. */
  long lacking(long upTo) {
    long gaps = missing == null ? 0 : missing.size();
    if (upTo <= highest) {
      return gaps;
    }
    long ahead = givenUpAhead == null ? 0 : givenUpAhead.countUpTo(upTo);
    return gaps + upTo - highest - ahead;
  }

  /** Up to where gaps are to be given up: those that were open at the last audit already. */
  long auditMark() {
    long mark = highestAtAudit;
    highestAtAudit = highest;
    return mark;
  }

  /** Whether there are more gaps than are kept. */
  boolean hasTooManyGaps() {
    return missing != null && missing.ranges() > RANGES;
  }

  long firstGapEnd() {
    return missing.lowestEnd();
  }

  boolean hasGaps() {
    return missing != null && !missing.isEmpty();
  }

  /** Gives up what is lacking below the highest number, up to this one; returns how many. */
  long giveUpGaps(long upTo) {
    if (!hasGaps()) {
      return 0;
    }
    long lost = missing.moveUpTo(upTo, givenUp());
    givenUp.keepHighest(RANGES);
    return lost;
  }

  /** Gives up all that is lacking up to this number; returns how many. */
  long giveUp(long upTo) {
    long lost = giveUpGaps(upTo);
    if (upTo > highest) {
      lost += addUnlessGivenUp(givenUp(), upTo);
      givenUp.keepHighest(RANGES);
      highest = upTo;
    }
    return lost;
  }

  /** Gives up one number that is lacking. */
  void giveUpOne(long seq) {
    if (seq > highest) {
      givenUpAhead = givenUpAhead == null ? new SeqRanges() : givenUpAhead;
      givenUpAhead.add(seq, seq);
    } else {
      missing.remove(seq);
      givenUp().add(seq, seq);
      givenUp.keepHighest(RANGES);
    }
  }

  /** Goes on after a number of an epoch, whatever came before. */
  void enter(RoomEpoch other, long after) {
    if (other.equals(epoch)) {
      removeAfter(missing, after);
      removeAfter(givenUp, after);
    } else {
      missing = null;
      givenUpBefore = givenUp;
      epochBefore = epoch.ordinal();
      givenUp = null;
    }
    givenUpAhead = null;
    epoch = other;
    highest = after;
    highestAtAudit = Math.min(highestAtAudit, after);
  }

  private static void removeAfter(SeqRanges ranges, long seq) {
    if (ranges != null) {
      ranges.removeAfter(seq);
    }
  }
}
