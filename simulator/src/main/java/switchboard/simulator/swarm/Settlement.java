package switchboard.simulator.swarm;

import java.time.Duration;
import java.util.function.IntSupplier;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.measure.Stats;

/** The phase from the end of sending until the books can be settled. */
final class Settlement {
  /** Deliveries that have not come by then are given up. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * Nothing may be missing for this long: a duplicate can come after everything was delivered once.
   */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final DeliveryChecker books;
  private final Stats stats;
  private final IntSupplier users;
  private boolean begun;
  private boolean done;
  private long began;
  private long quietSince;

  Settlement(DeliveryChecker books, Stats stats, IntSupplier users) {
    this.books = books;
    this.stats = stats;
    this.users = users;
  }

  void begin(long now) {
    if (!begun) {
      begun = true;
      began = now;
      quietSince = now;
    }
  }

  void cancel() {
    begun = false;
    done = false;
  }

  boolean isDone() {
    return done;
  }

  /** To be called a few times a second. */
  void look(long now) {
    if (!begun || done) {
      return;
    }
    if (stats.inFlight() > 0 || stats.connected() < users.getAsInt() || books.pending() > 0) {
      quietSince = now;
    }
    if (now - quietSince >= QUIET.toNanos() || now - began >= LIMIT.toNanos()) {
      books.settle(now);
      done = true;
    }
  }
}
