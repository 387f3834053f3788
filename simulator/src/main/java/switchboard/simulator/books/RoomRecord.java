package switchboard.simulator.books;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One room's record: its members, epochs and messages. */
final class RoomRecord {
  /** Enough to know every message of a page of history. */
  private static final int SMALLEST_WINDOW = 32;

  private static final int LARGEST_WINDOW = 4096;
  private static final int WINDOW_PER_MEMBER = 4;

  private final String name;
  private final List<Member> members = new ArrayList<>();

  /** By slot; null where it is free. */
  private final List<Member> slots = new ArrayList<>();

  private final BitSet present = new BitSet();
  private final List<RoomEpoch> epochs = new ArrayList<>();
  private final Ledger ledger;

  /** The newest place that was acknowledged. */
  private RoomEpoch newestEpoch;

  private long newestSeq;

  RoomRecord(String name, int size) {
    this.name = name;
    int wanted = Math.clamp((long) size * WINDOW_PER_MEMBER, SMALLEST_WINDOW, LARGEST_WINDOW);
    ledger = new Ledger(Integer.highestOneBit(2 * wanted - 1), this::dropped);
  }

  private void dropped(Entry entry) {
    for (var epoch : epochs) {
      if (epoch.ordinal() == entry.epoch) {
        epoch.dropped(entry.seq);
      }
    }
  }

  String name() {
    return name;
  }

  List<Member> members() {
    return members;
  }

  Ledger ledger() {
    return ledger;
  }

  Member join(RoomEpoch epoch, long start) {
    int slot = present.nextClearBit(0);
    var member = new Member(this, slot, epoch, start);
    present.set(slot);
    members.add(member);
    if (slot < slots.size()) {
      slots.set(slot, member);
    } else {
      slots.add(member);
    }
    return member;
  }

  void leave(Member member) {
    members.remove(member);
    slots.set(member.slot(), null);
    present.clear(member.slot());
    ledger.forget(member.slot());
  }

  Member inSlot(int slot) {
    return slots.get(slot);
  }

  /** The slots of those to whom a message is owed. */
  BitSet audience(int epoch, long seq) {
    var audience = Ledger.copy(present);
    for (var member : members) {
      if (!member.isOwed(epoch, seq)) {
        audience.clear(member.slot());
      }
    }
    return audience;
  }

  /** The room in this epoch; each one that a store ever had takes about 200 bytes a room. */
  RoomEpoch epoch(String epochName, int ordinal) {
    for (var epoch : epochs) {
      if (epoch.ordinal() == ordinal) {
        return epoch;
      }
    }
    var epoch = new RoomEpoch(epochName, ordinal);
    epochs.add(epoch);
    return epoch;
  }

  /** Whether the number in one epoch is the same place as in the other. */
  boolean isSame(int epoch, int other, long seq) {
    if (epoch == other) {
      return true;
    }
    int lower = Math.min(epoch, other);
    int upper = Math.max(epoch, other);
    for (var each : epochs) {
      if (each.ordinal() > lower && each.ordinal() <= upper && !each.inherits(seq)) {
        return false;
      }
    }
    return true;
  }

  /** How far each epoch had got at the last call. */
  Map<RoomEpoch, Long> marks() {
    var marks = new HashMap<RoomEpoch, Long>();
    epochs.forEach(epoch -> marks.put(epoch, epoch.mark()));
    return marks;
  }

  void acknowledged(RoomEpoch epoch, long seq) {
    if (newestEpoch == null || epoch.ordinal() > newestEpoch.ordinal()) {
      newestEpoch = epoch;
      newestSeq = seq;
    } else if (epoch.equals(newestEpoch)) {
      newestSeq = Math.max(newestSeq, seq);
    }
  }

  /** Of the newest message that was acknowledged; null when none was. */
  RoomEpoch newestEpoch() {
    return newestEpoch;
  }

  long newestSeq() {
    return newestSeq;
  }

  /** How many of the numbers of this epoch up to a seq a later one is known to have. */
  long inherited(RoomEpoch from, int later, long seq) {
    var known = from.ordinal() == later;
    long left = seq;
    for (var each : epochs) {
      if (each.ordinal() > from.ordinal() && each.ordinal() <= later) {
        left = each.inherited(left);
        known |= each.ordinal() == later;
      }
    }
    return known ? left : 0;
  }
}
