package switchboard.chat.gateway.replicas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands one client's call to one replica after another until it is answered: every available
 * replica once; then it waits for one to come back and tries again, until the timeout, which counts
 * from the call's arrival.
 */
public final class Failover {
  /** Keeps a call that makes every replica close its connection from going round for ever. */
  private static final int MAX_ROUNDS = 5;

  private final Routing routing;
  private final CallKind load;
  private final Consumer<Upstream> attempt;
  private final Runnable giveUp;
  private final List<Upstream> tried = new ArrayList<>(2);
  private final long sinceNanos = System.nanoTime();
  private int rounds;
  private boolean cancelled;

  public Failover(Routing routing, CallKind load, Consumer<Upstream> attempt, Runnable giveUp) {
    this.routing = routing;
    this.load = load;
    this.attempt = attempt;
    this.giveUp = giveUp;
  }

  /** Whether {@link #next} would try a replica that has not been tried in this round. */
  public boolean hasUntried() {
    return routing.replicas().hasAvailable(tried);
  }

  /** Stops: the client has gone. */
  public void cancel() {
    cancelled = true;
  }

  /** Tries the next replica, now or when there is one; ends in an attempt or in failure. */
  public void next() {
    if (cancelled) {
      return;
    }
    var replica = routing.replicas().choose(load, tried);
    if (replica.isPresent()) {
      tried.add(replica.get());
      attempt.accept(replica.get());
      return;
    }
    rounds++;
    tried.clear();
    var left = routing.patience().minusNanos(System.nanoTime() - sinceNanos);
    routing
        .replicas()
        .whenAvailable(
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
