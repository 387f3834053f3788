package switchboard.chat.balance;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.balance.Rebalancer.Users;

/**
 * Moves all users to the other replicas before this one ends: they connect there before they leave,
 * and are never without a connection. Confined to the event loop.
 */
public final class Evacuation {
  private static final long TICK_MILLIS = 100;

  /**
   * Not all at once. A third of ten thousand users are then as many handshakes a second as the
   * gateways let through.
   */
  private static final int SPREAD_TICKS = 20;

  /** For those asked last, whose new connection takes a moment. */
  private static final int LEAVING_TICKS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Evacuation.class);

  private final Users users;
  private final BooleanSupplier othersTakeUsers;
  private final Promise<Void> ended = Promise.promise();
  private final int perTick;
  private int ticks;

  private Evacuation(Users users, BooleanSupplier othersTakeUsers) {
    this.users = users;
    this.othersTakeUsers = othersTakeUsers;
    perTick = Math.ceilDiv(users.staying(), SPREAD_TICKS);
  }

  /**
   * Begins. Completes when no user is here, no other replica takes users, or after 3 s: whoever is
   * still here then is without a connection for a moment.
   *
   * @param othersTakeUsers whether another replica is ready
   */
  public static Future<Void> start(Vertx vertx, Users users, BooleanSupplier othersTakeUsers) {
    var evacuation = new Evacuation(users, othersTakeUsers);
    if (!evacuation.isOver()) {
      LOG.info("{} users are here: asking them to move before this replica ends", users.staying());
      long timer = vertx.setPeriodic(TICK_MILLIS, tick -> evacuation.tick());
      evacuation.ended.future().onComplete(done -> vertx.cancelTimer(timer));
    } else {
      evacuation.ended.complete();
    }
    return evacuation.ended.future();
  }

  private void tick() {
    ticks++;
    if (isOver()) {
      ended.tryComplete();
    } else {
      users.askToMove(perTick);
    }
  }

  private boolean isOver() {
    return users.staying() + users.leaving() == 0
        || !othersTakeUsers.getAsBoolean()
        || ticks >= SPREAD_TICKS + LEAVING_TICKS;
  }
}
