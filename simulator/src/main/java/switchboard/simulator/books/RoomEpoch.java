package switchboard.simulator.books;

/**
 * One epoch of a room's history: a store that lost history starts the next one. Its numbers up to
 * {@link #after} are those of the epoch before.
 */
final class RoomEpoch {
  private static final long UNKNOWN = -1;

  private final String name;
  private final int ordinal;
  private long after = UNKNOWN;
  private long highest;
  private long highestAtAudit;

  /** Numbers whose messages were dropped from the ledger: another one under them is renumbered. */
  private final SeqRanges dropped = new SeqRanges();

  /** {@code ordinal}: epochs are numbered in the order in which they were first heard of. */
  RoomEpoch(String name, int ordinal) {
    this.name = name;
    this.ordinal = ordinal;
  }

  String name() {
    return name;
  }

  int ordinal() {
    return ordinal;
  }

  /** The epoch before was cut after this number. */
  void goesOnAfter(long seq) {
    after = Math.max(after, seq);
  }

  /** Whether this epoch took the number over from the one before, as far as is known. */
  boolean inherits(long seq) {
    return after == UNKNOWN || seq <= after;
  }

  /** The last of this many numbers of the epoch before that this one has for certain. */
  long inherited(long seq) {
    return after == UNKNOWN ? 0 : Math.min(seq, after);
  }

  long highest() {
    return highest;
  }

  /**
   * Records that there is a message with this number, hence all before it too: numbers are dense.
   */
  void reached(long seq) {
    highest = Math.max(highest, seq);
  }

  /** Returns how far the room had got at the last call. */
  long mark() {
    long before = highestAtAudit;
    highestAtAudit = highest;
    return before;
  }

  void dropped(long seq) {
    if (!dropped.contains(seq)) {
      dropped.add(seq, seq);
    }
  }

  boolean hasDropped(long seq) {
    return dropped.contains(seq);
  }
}
