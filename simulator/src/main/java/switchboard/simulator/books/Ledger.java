package switchboard.simulator.books;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The messages of one room: those that are open, however old, and the newest of the others.
 *
 * <p>A message is open while it is not acknowledged and may still be, and while it is acknowledged
 * and owed to a member; so memory grows with what is unacknowledged and undelivered, and not with
 * history. The newest others are kept in a ring, by number, to recognize them when they come a
 * second time or under another number.
 */
final class Ledger {
  private final Map<Long, Entry> byId = new HashMap<>();
  private final Entry[] ring;
  private final Consumer<Entry> dropped;
  private Entry oldestOpen;
  private Entry newestOpen;

  /**
   * {@code size} is a power of two; {@code dropped} receives messages that are forgotten, none of
   * which is open.
   */
  Ledger(int size, Consumer<Entry> dropped) {
    ring = new Entry[size];
    this.dropped = dropped;
  }

  /** The entry for this content, null when it is not, or no longer, known. */
  Entry find(int epoch, long seq, Content content) {
    var entry = ring[index(seq)];
    if (entry != null
        && entry.stands(epoch, seq)
        && entry.id == content.id()
        && entry.whole == content.whole()) {
      return entry;
    }
    entry = byId.get(content.id());
    while (entry != null && entry.whole != content.whole()) {
      entry = entry.sameId;
    }
    return entry;
  }

  /** Some entry for this id, null when there is none. */
  Entry find(long id) {
    return byId.get(id);
  }

  /** Another entry under this number, one that is acknowledged rather than one that is not. */
  Entry other(Entry entry) {
    return at(entry.epoch, entry.seq, entry);
  }

  /** An entry under this number, null when there is none; one that is acknowledged comes first. */
  Entry at(int epoch, long seq) {
    return at(epoch, seq, null);
  }

  private Entry at(int epoch, long seq, Entry except) {
    var there = ring[index(seq)];
    var stands = there != null && there.stands(epoch, seq);
    var found = stands && there != except ? there : null;
    // Only newer ones displace an entry from the ring.
    if (there == null || (stands ? !there.contested : !there.isAfter(epoch, seq))) {
      return found;
    }
    for (var entry = oldestOpen;
        entry != null && (found == null || !found.isAcknowledged());
        entry = entry.newer) {
      if (entry != except && entry.stands(epoch, seq)) {
        found = entry;
      }
    }
    return found;
  }

  void add(Entry entry) {
    entry.sameId = byId.put(entry.id, entry);
    entry.older = newestOpen;
    if (newestOpen == null) {
      oldestOpen = entry;
    } else {
      newestOpen.newer = entry;
    }
    newestOpen = entry;
    var there = ring[index(entry.seq)];
    if (there == null || entry.isAfter(there.epoch, there.seq)) {
      ring[index(entry.seq)] = entry;
      if (there != null && !there.isOpen()) {
        drop(there);
      }
    }
  }

  Entry oldestOpen() {
    return oldestOpen;
  }

  /** Visits the open messages, the oldest first; the one that is visited may be closed. */
  void forEachOpen(Consumer<Entry> visit) {
    for (var entry = oldestOpen; entry != null; ) {
      var next = entry.newer;
      visit.accept(entry);
      entry = next;
    }
  }

  /** Closes a message that no member is left for. */
  void closeIfSettled(Entry entry) {
    if (entry.members.isEmpty()) {
      close(entry);
    }
  }

  /** Closes a message: it is kept for some time, then forgotten. */
  void close(Entry entry) {
    entry.members = null;
    entry.rival = null;
    if (entry.older == null) {
      oldestOpen = entry.newer;
    } else {
      entry.older.newer = entry.newer;
    }
    if (entry.newer == null) {
      newestOpen = entry.older;
    } else {
      entry.newer.older = entry.older;
    }
    entry.older = null;
    entry.newer = null;
    if (ring[index(entry.seq)] != entry) {
      drop(entry);
    }
  }

  private void drop(Entry entry) {
    var first = byId.get(entry.id);
    if (first != entry) {
      while (first.sameId != entry) {
        first = first.sameId;
      }
      first.sameId = entry.sameId;
    } else if (entry.sameId == null) {
      byId.remove(entry.id);
    } else {
      byId.put(entry.id, entry.sameId);
    }
    dropped.accept(entry);
  }

  /** A member is gone: its slot may become another one's. */
  void forget(int slot) {
    for (var entry = oldestOpen; entry != null; entry = entry.newer) {
      if (!entry.isAcknowledged() && entry.members.get(slot)) {
        entry.gone++;
      }
      entry.members.clear(slot);
    }
  }

  /** How many deliveries of acknowledged messages are outstanding. */
  long outstanding() {
    long outstanding = 0;
    for (var entry = oldestOpen; entry != null; entry = entry.newer) {
      if (entry.isAcknowledged()) {
        outstanding += entry.members.cardinality();
      }
    }
    return outstanding;
  }

  /** A set that entries may keep. */
  static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }

  private int index(long seq) {
    return (int) (seq & (ring.length - 1));
  }
}
