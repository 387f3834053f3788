package switchboard.simulator.books;

/** A page of a room's newest history, as it was answered. */
public final class Page {
  private final String epoch;
  private final long lastSeq;
  private final long[] seqs;
  private final long[] ids;

  /**
   * A page of as many messages as there are seqs, in its order.
   *
   * @param ids {@link Content#hash} of each message's id; 0 where it was not read
   */
  public Page(String epoch, long lastSeq, long[] seqs, long[] ids) {
    this.epoch = epoch;
    this.lastSeq = lastSeq;
    this.seqs = seqs.clone();
    this.ids = ids.clone();
  }

  public String epoch() {
    return epoch;
  }

  public long lastSeq() {
    return lastSeq;
  }

  int messages() {
    return seqs.length;
  }

  long seq(int index) {
    return seqs[index];
  }

  long id(int index) {
    return ids[index];
  }

  /** The number of the first message, 0 when there is none. */
  long first() {
    return seqs.length == 0 ? 0 : seqs[0];
  }

  /** The number of the last message, 0 when there is none. */
  long last() {
    return seqs.length == 0 ? 0 : seqs[seqs.length - 1];
  }
}
