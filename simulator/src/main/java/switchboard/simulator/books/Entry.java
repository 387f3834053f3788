package switchboard.simulator.books;

import java.util.BitSet;

/** A message in the {@link Ledger}. It is open until it is known that nothing is owed any more. */
final class Entry {
  final long id;
  final long whole;

  /** Where it stands: its epoch's ordinal and its number. */
  final int epoch;

  final long seq;

  /** The number of the audit before its first sight, or before its acknowledgement. */
  int since;

  /** Which acknowledgement of the books its own was; 0 while it has none. */
  long acknowledgement;

  /**
   * The slots of the members who have it; once it is acknowledged, of those to whom it is owed and
   * who do not have it. Null when it is not open.
   */
  BitSet members = new BitSet();

  /** The number of members who had it before it was acknowledged and are gone. */
  int gone;

  /** Whether it was found under another number too, before it was acknowledged. */
  boolean strayed;

  boolean renumbered;

  /** Whether there is or was another entry under the same number. */
  boolean contested;

  /** Another message that was delivered under the same number; neither is acknowledged. */
  Entry rival;

  /** Another content with the same id. */
  Entry sameId;

  /** Its neighbours among the open ones. */
  Entry older;

  Entry newer;

  Entry(Content content, int epoch, long seq, int since) {
    id = content.id();
    whole = content.whole();
    this.epoch = epoch;
    this.seq = seq;
    this.since = since;
  }

  boolean isOpen() {
    return members != null;
  }

  boolean isAcknowledged() {
    return acknowledgement > 0;
  }

  boolean isOwedTo(Member member) {
    return isAcknowledged() && isOpen() && members.get(member.slot());
  }

  boolean stands(int otherEpoch, long otherSeq) {
    return epoch == otherEpoch && seq == otherSeq;
  }

  boolean isAfter(int otherEpoch, long otherSeq) {
    return epoch > otherEpoch || (epoch == otherEpoch && seq > otherSeq);
  }
}
