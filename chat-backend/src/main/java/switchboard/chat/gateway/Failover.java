package switchboard.chat.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands one client's call to one replica after another until it is answered: every available
 * replica once; then it waits for one to come back and tries again, for {@link #PATIENCE} in all.
 */
final class Failover {
  /** From the first failure to giving up: a killed replica is back within two seconds. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Keeps a call that makes every replica close its connection from going round for ever. */
  private static final int MAX_ROUNDS = 5;

  private final Replicas replicas;
  private final Load load;
  private final Consumer<Replica> attempt;
  private final Runnable giveUp;
  private final List<Replica> tried = new ArrayList<>(2);
  private int rounds;
  private long firstFailureNanos;
  private boolean cancelled;

  Failover(Replicas replicas, Load load, Consumer<Replica> attempt, Runnable giveUp) {
    this.replicas = replicas;
    this.load = load;
    this.attempt = attempt;
    this.giveUp = giveUp;
  }

  /** The client has gone: nothing is tried any more. */
  void cancel() {
    cancelled = true;
  }

  /** Tries the next replica, now or when there is one; ends in an attempt or in giving up. */
  void next() {
    if (cancelled) {
      return;
    }
    Optional<Replica> replica = replicas.choose(load, tried);
    if (replica.isPresent()) {
      tried.add(replica.get());
      attempt.accept(replica.get());
      return;
    }
    if (rounds == 0) {
      firstFailureNanos = System.nanoTime();
    }
    rounds++;
    tried.clear();
    Duration left = PATIENCE.minusNanos(System.nanoTime() - firstFailureNanos);
    replicas.whenAvailable(
        left,
        available -> {
          if (cancelled) {
            return;
          }
          if (available && rounds <= MAX_ROUNDS) {
            next();
          } else {
            giveUp.run();
          }
        });
  }
}
