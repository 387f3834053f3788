package switchboard.chat.balance;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.balance.Rebalancer.Users;

/**
 * Moves users to the other replicas before this one ends: they connect there before they leave, so
 * that those who are taken in time are never without a connection. Confined to the event loop.
 */
public final class Evacuation {
  private static final long TICK_MILLIS = 100;

  /** However few they are, not all at once. */
  private static final int MIN_SPREAD_TICKS = 20;

  /** Twice as many as {@link Rebalancer} moves in a tick: whoever stopped the replica waits. */
  private static final int PER_TICK = 2 * Rebalancer.MAX_PER_SECOND / Rebalancer.TICKS_PER_SECOND;

  /** The most that it may take in all, and the most until all have been asked. */
  private static final int MAX_TICKS = 60;

  private static final int MAX_SPREAD_TICKS = 45;

  /** A user who has been asked takes less than this, or has been refused elsewhere. */
  private static final int LEAVING_TICKS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Evacuation.class);

  private final Users users;
  private final BooleanSupplier othersTakeUsers;
  private final Promise<Void> ended = Promise.promise();
  private final int perTick;
  private int ticks;

  /**
   * Users who were here a tick ago, and for how many ticks nobody has left since all were asked.
   */
  private int heldBefore;

  private int ticksWithoutLeaving;
  private boolean askedAgain;

  private Evacuation(Users users, BooleanSupplier othersTakeUsers) {
    this.users = users;
    this.othersTakeUsers = othersTakeUsers;
    int spread = Math.clamp(users.staying() / PER_TICK, MIN_SPREAD_TICKS, MAX_SPREAD_TICKS);
    perTick = Math.max(1, Math.ceilDiv(users.staying(), spread));
  }

  /**
   * Begins. Completes when no user is here, no other replica takes users, nobody leaves any more
   * although all have been asked twice, or after 6 s: whoever is still here then is without a
   * connection for a moment.
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
    var allAsked = users.askToMove(perTick) == 0;
    int held = held();
    ticksWithoutLeaving = allAsked && held >= heldBefore ? ticksWithoutLeaving + 1 : 0;
    heldBefore = held;
    if (ticksWithoutLeaving == LEAVING_TICKS && !askedAgain) {
      users.askAgain();
      askedAgain = true;
      ticksWithoutLeaving = 0;
    }
    if (isOver()) {
      ended.tryComplete();
    }
  }

  private boolean isOver() {
    return held() == 0
        || !othersTakeUsers.getAsBoolean()
        || ticksWithoutLeaving >= LEAVING_TICKS
        || ticks >= MAX_TICKS;
  }

  private int held() {
    return users.staying() + users.leaving();
  }
}
