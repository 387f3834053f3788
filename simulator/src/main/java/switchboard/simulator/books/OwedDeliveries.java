package switchboard.simulator.books;

import java.util.function.Consumer;

/**
 * What acknowledged messages owe to members, and how each of these deliveries ends: delivered, lost
 * or abandoned. Loses what members lack by their numbers, too.
 */
final class OwedDeliveries {
  private final Tally tally;

  OwedDeliveries(Tally tally) {
    this.tally = tally;
  }

  /** Visits the open messages that are owed to a member, the oldest first; each may be closed. */
  private static void forEach(Member member, Consumer<Entry> visit) {
    member
        .room()
        .ledger()
        .forEachOpen(
            entry -> {
              if (entry.isOwedTo(member)) {
                visit.accept(entry);
              }
            });
  }

  /** How many a member may still get. */
  long pending(Member member) {
    long pending = member.lacking(member.owedUpTo());
    for (var entry = member.room().ledger().oldestOpen(); entry != null; entry = entry.newer) {
      if (entry.isOwedTo(member) && !isLackingNumber(entry, member, member.owedUpTo())) {
        pending++;
      }
    }
    return pending;
  }

  /** How many the members of a room may still get. Takes time for each of these, not for others. */
  long pending(RoomRecord room) {
    long pending = 0;
    for (var member : room.members()) {
      pending += member.lacking(member.owedUpTo());
    }
    for (var entry = room.ledger().oldestOpen(); entry != null; entry = entry.newer) {
      if (entry.isAcknowledged()) {
        pending += notLackingByNumber(entry, room);
      }
    }
    return pending;
  }

  private static long notLackingByNumber(Entry entry, RoomRecord room) {
    long count = 0;
    var owed = entry.members;
    for (int slot = owed.nextSetBit(0); slot >= 0; slot = owed.nextSetBit(slot + 1)) {
      var member = room.inSlot(slot);
      if (!isLackingNumber(entry, member, member.owedUpTo())) {
        count++;
      }
    }
    return count;
  }

  /** Whether the delivery is one of those that the member lacks by their number up to this one. */
  private static boolean isLackingNumber(Entry entry, Member member, long upTo) {
    return entry.seq <= upTo
        && member.lacks(entry.seq)
        && member.room().isSame(entry.epoch, member.roomEpoch().ordinal(), entry.seq);
  }

  void delivered(Entry entry, Member member) {
    tally.owedAndDelivered++;
    settled(entry, member);
  }

  /** The member has left. */
  void abandon(Member member) {
    forEach(
        member,
        entry -> {
          tally.abandoned++;
          settled(entry, member);
        });
  }

  /** The member's socket goes on after a number of a later epoch: the rest has ended. */
  void loseWhatEnded(Member member, RoomEpoch to, long after) {
    forEach(
        member,
        entry -> {
          if (entry.epoch < to.ordinal() || (entry.epoch == to.ordinal() && entry.seq <= after)) {
            tally.lost++;
            lost(entry, member);
          }
        });
  }

  void loseAll(Member member) {
    giveUp(member, member.owedUpTo());
    loseBefore(member, Integer.MAX_VALUE);
  }

  /** Loses those that were acknowledged before an audit. */
  void loseBefore(Member member, int audit) {
    forEach(
        member,
        entry -> {
          if (entry.since < audit) {
            if (member.roomEpoch().ordinal() == entry.epoch && member.lacks(entry.seq)) {
              // Its number must not be counted once more.
              member.giveUpOne(entry.seq);
            }
            tally.lost++;
            lost(entry, member);
          }
        });
  }

  /** Gives up, by their numbers, the gaps up to this one. */
  void giveUpGaps(Member member, long upTo) {
    if (member.hasGaps()) {
      settleByNumber(member, upTo);
      tally.lost += member.giveUpGaps(upTo);
    }
  }

  /** Gives up, by their numbers, all that the member lacks up to this one. */
  void giveUp(Member member, long upTo) {
    if (member.lacking(upTo) > 0) {
      settleByNumber(member, upTo);
      tally.lost += member.giveUp(upTo);
    }
  }

  private void settleByNumber(Member member, long upTo) {
    forEach(
        member,
        entry -> {
          if (isLackingNumber(entry, member, upTo)) {
            lost(entry, member);
          }
        });
  }

  private void lost(Entry entry, Member member) {
    tally.owedAndLost++;
    settled(entry, member);
  }

  private static void settled(Entry entry, Member member) {
    entry.members.clear(member.slot());
    member.room().ledger().closeIfSettled(entry);
  }
}
