package switchboard.simulator.swarm;

/**
 * The messages that a user's former socket has brought since the next one was asked for: the next
 * one brings each of them once more, in order, because its cursor is from before. Numbers are those
 * of one epoch.
 */
final class Overlap {
  private final long last;
  private long next;

  /** Of the messages after {@code cursor} up to {@code reached}; none when these are equal. */
  Overlap(long cursor, long reached) {
    next = cursor + 1;
    last = reached;
  }

  /** How many repetitions the next socket has left out before this number; says so once. */
  long leftOutBefore(long seq) {
    long leftOut = Math.max(0, Math.min(seq - 1, last) - next + 1);
    next += leftOut;
    return leftOut;
  }

  /** Whether the number is a repetition that has to come; each is so once. */
  boolean takes(long seq) {
    if (seq < next || seq > last) {
      return false;
    }
    next = seq + 1;
    return true;
  }
}
