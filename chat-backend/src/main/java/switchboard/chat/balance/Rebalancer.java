package switchboard.chat.balance;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves users from this replica to those that hold fewer. While it is above its share for some
 * seconds, it asks a few users at a time to connect again; the gateway opens a new socket at the
 * replica with the fewest. Confined to the event loop.
 *
 * <ul>
 *   <li>All replicas together move no more than {@value #MAX_PER_SECOND} users a second, each in
 *       proportion to what it holds above its share: by what each knows of the others.
 *   <li>A round begins when the spread has been uneven for {@value #SETTLE_SECONDS} s, longer than
 *       a replica that has ended is remembered, and ends when this replica is down to its share, or
 *       has asked as many as were above it. In between lies {@link FairShare#tolerance}.
 *   <li>A round after which more than half of that is still here did not help, such as when the
 *       gateway does not reach the others: each time the next one begins twice as late.
 * </ul>
 */
public final class Rebalancer {
  static final int TICKS_PER_SECOND = 10;
  static final int SETTLE_SECONDS = 3;
  static final int MAX_SETTLE_SECONDS = 300;

  /**
   * Two cores that also serve ten thousand users answer one to two thousand handshakes a second: a
   * third of that leaves them to their users.
   */
  static final int MAX_PER_SECOND = 400;

  static final int MIN_PER_SECOND = 10;

  /** With what comes before the first user is asked, and after the last, well below 30 s. */
  private static final double ROUND_SECONDS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Rebalancer.class);

  private final Users users;
  private final Supplier<List<Integer>> others;

  private int ticks;
  private int unevenSeconds;
  private int settleSeconds = SETTLE_SECONDS;
  private int heldBefore;
  private int replicasBefore;

  /** Asked in this second and in the one before: others may not have counted them yet. */
  private int askedNow;

  private int askedBefore;

  /** How many users this round may still ask; 0 when there is none. */
  private int left;

  private int lastExcess;
  private double perTick;
  private double credit;

  /** The users of this replica. */
  public interface Users {
    /** Those who have not been asked to move. */
    int staying();

    /** Those who have been asked and have not left yet. */
    int leaving();

    /** Asks users to move, those who have been here longest; returns how many there were. */
    int askToMove(int count);

    /** Asks those who have been asked and have not left: they may have been refused elsewhere. */
    void askAgain();
  }

  /**
   * Starts with nobody to move.
   *
   * @param others how many users each of the other replicas holds that are ready now
   */
  public Rebalancer(Users users, Supplier<List<Integer>> others) {
    this.users = users;
    this.others = others;
  }

  /** Begins to look; returns how to end it. */
  public Runnable start(Vertx vertx) {
    long timer = vertx.setPeriodic(1_000 / TICKS_PER_SECOND, tick -> tick());
    return () -> vertx.cancelTimer(timer);
  }

  /** Is called {@value #TICKS_PER_SECOND} times a second. */
  void tick() {
    var present = others.get();
    if (present.isEmpty()) {
      endRound();
      unevenSeconds = 0;
      return;
    }
    var share =
        FairShare.of(users.staying(), Math.max(users.leaving(), askedNow + askedBefore), present);
    if (++ticks % TICKS_PER_SECOND == 0) {
      askedBefore = askedNow;
      askedNow = 0;
      look(share, present.size() + 1);
    }
    if (left > 0) {
      ask(share);
    }
  }

  private void look(FairShare share, int replicas) {
    if (replicas != replicasBefore || (left == 0 && share.isEven())) {
      settleSeconds = SETTLE_SECONDS;
      lastExcess = 0;
    }
    // A replica that is filling up is one of those that the gateway sends users to.
    var filling = share.own() - heldBefore > share.tolerance();
    unevenSeconds = share.isEven() || filling ? 0 : unevenSeconds + 1;
    var grown = left > 0 && replicas > replicasBefore;
    if (grown || (left == 0 && unevenSeconds >= settleSeconds && share.excess() > 0)) {
      begin(share);
    }
    heldBefore = share.own();
    replicasBefore = replicas;
  }

  private void begin(FairShare share) {
    if (lastExcess > 0) {
      var helped = share.excess() <= lastExcess / 2;
      settleSeconds = helped ? SETTLE_SECONDS : Math.min(MAX_SETTLE_SECONDS, settleSeconds * 2);
    }
    lastExcess = share.excess();
    left = lastExcess;
    unevenSeconds = 0;
    double perSecond =
        Math.clamp(share.surplus() / ROUND_SECONDS, MIN_PER_SECOND, MAX_PER_SECOND) * share.part();
    perTick = perSecond / TICKS_PER_SECOND;
    credit = 0;
    LOG.info(
        "{} users are here, {} above this replica's share: asking them to move, {} a second",
        share.own(),
        left,
        Math.round(perSecond));
  }

  private void ask(FairShare share) {
    if (share.excess() == 0) {
      // Those on their way may have been counted twice.
      if (askedNow + askedBefore == 0) {
        endRound();
      }
      return;
    }
    credit += perTick;
    int count = Math.min((int) credit, Math.min(left, share.excess()));
    if (count > 0) {
      credit -= count;
      int asked = users.askToMove(count);
      askedNow += asked;
      // Where there are fewer who can move, the rest has to wait for the next round.
      left = asked < count ? 0 : left - asked;
    }
  }

  private void endRound() {
    left = 0;
    unevenSeconds = 0;
  }
}
