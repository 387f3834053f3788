package switchboard.chat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.store.connection.StoreConnection;
import switchboard.chat.store.connection.StoreUnavailable;

/**
 * This replica's knowledge of the store's history: its epoch, and how many messages have been
 * appended in it. A store that has another epoch, or a lower count, has lost history; then a new
 * epoch begins.
 *
 * <p>The epoch is only ever learned from replies on one connection, which come in the order in
 * which the store acted. Any other report of it is a reason to ask.
 */
final class History {
  private static final Logger LOG = LoggerFactory.getLogger(History.class);
  private static final int MAX_LEFT = 100;

  private final StoreConnection connection;
  private final LogPosition position;

  /** Prefix that no other replica's candidates have. */
  private final String candidates =
      Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX) + "e";

  private long candidate;
  private final Promise<Void> known = Promise.promise();

  /** Epochs that this replica has left: a store that has one again was put back to it. */
  private final Set<String> left = new LinkedHashSet<>();

  private Consumer<String> changed = fresh -> {};
  private String epoch = "";
  private String previous = "";
  private long count;
  private Cut cut;
  private boolean checking;
  private boolean again;
  private String refusal = "";

  /** A loss that the count does not show. */
  private record Cut(String epoch, String seen) {}

  /** A snapshot of that knowledge, to compare with a later reply of the store. */
  record Knowledge(String epoch, long count) {}

  History(StoreConnection connection, LogPosition position) {
    this.connection = connection.onOpened(this::check);
    this.position = position;
  }

  /**
   * Completes once there is an epoch.
   *
   * @param handler is called with each later epoch
   */
  Future<Void> open(Consumer<String> handler) {
    changed = handler;
    return known.future();
  }

  /** The present epoch; empty before it is known. */
  String epoch() {
    return epoch;
  }

  /** The epoch before the present one; empty when this replica knows of none. */
  String previous() {
    return previous;
  }

  /** The highest count known in the present epoch. */
  long count() {
    return count;
  }

  Knowledge knowledge() {
    return new Knowledge(epoch, count);
  }

  /** A unique name for an epoch that may have to be begun. */
  String candidate() {
    return candidates + Long.toString(++candidate, Character.MAX_RADIX);
  }

  /** Takes the epoch and the count from a source other than the store's reply. */
  void heard(String storeEpoch, long storeCount) {
    if (storeEpoch.equals(epoch)) {
      count = Math.max(count, storeCount);
    } else {
      check();
    }
  }

  /**
   * Takes the epoch and the count that the store has replied.
   *
   * @param storeEpoch null when it has none
   * @param before what was known when the store was asked
   */
  void read(String storeEpoch, long storeCount, Knowledge before) {
    if (storeEpoch == null) {
      check();
    } else if (storeEpoch.equals(before.epoch()) && storeCount < before.count()) {
      cut(storeEpoch, position.id());
    } else if (left.contains(storeEpoch)) {
      cut(storeEpoch, "");
    } else if (storeEpoch.equals(epoch)) {
      count = Math.max(count, storeCount);
    } else {
      adopt(storeEpoch, storeCount);
      // The log may end before the entry from which it is read.
      check();
    }
  }

  /**
   * Reports that the store has lost history in an epoch, although it may have counted on since.
   *
   * @param seen the last entry of the log that was there before the loss, or empty
   */
  void cut(String cutEpoch, String seen) {
    if (cut == null) {
      cut = new Cut(cutEpoch, seen);
      check();
    }
  }

  /** Compares with the store; while that is away, as soon as it is back. */
  void check() {
    if (checking) {
      again = true;
      return;
    }
    checking = true;
    again = false;
    var asked = cut;
    var from = position.id();
    connection
        .send(
            asked == null
                ? EpochScript.check(epoch, count, candidate(), from)
                : EpochScript.check(asked.epoch(), EpochScript.CUT, candidate(), asked.seen()))
        .map(EpochScript.Checked::of)
        .onSuccess(
            checked -> {
              checking = false;
              if (asked != null) {
                cut = null;
              }
              take(checked, from);
              if (again) {
                check();
              }
            })
        .onFailure(
            failure -> {
              checking = false;
              report(failure);
            });
  }

  /** Without a check there is no epoch, and nothing can be read: the log has to say why. */
  private void report(Throwable failure) {
    var reason = String.valueOf(failure.getMessage());
    if (!(failure instanceof StoreUnavailable) && !reason.equals(refusal)) {
      refusal = reason;
      LOG.warn("The store refuses to say whether its history is whole: {}", refusal);
    }
  }

  private void take(EpochScript.Checked checked, String from) {
    var same = checked.epoch().equals(epoch);
    if (position.isKnown() && position.isAt(from) && LogPosition.isBefore(checked.logEnd(), from)) {
      // A log that ends earlier is another one. In a new epoch the rooms are loaded again, up to
      // its end at least.
      position.moveTo(same ? LogPosition.START : checked.logEnd());
    }
    if (same) {
      count = Math.max(count, checked.count());
    } else if (left.contains(checked.epoch())) {
      cut(checked.epoch(), "");
    } else {
      adopt(checked.epoch(), checked.count());
    }
  }

  private void adopt(String fresh, long freshCount) {
    var old = epoch;
    epoch = fresh;
    count = freshCount;
    if (old.isEmpty()) {
      known.tryComplete();
      return;
    }
    previous = old;
    left.add(old);
    if (left.size() > MAX_LEFT) {
      left.remove(left.iterator().next());
    }
    LOG.warn(
        "The store has lost messages: its history goes on in epoch {}, which was {}", fresh, old);
    changed.accept(fresh);
  }
}
