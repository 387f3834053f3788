package switchboard.chat.gateway;

import java.io.IOException;

/**
 * One client's call as sent to one replica: counted as the replica's load until it is over, and
 * over once, however many ways it ends at the same time.
 */
abstract class Attempt implements ActiveCall {
  private final Routing routing;
  private final CallKind load;
  private final Upstream replica;
  private boolean over;
  private int ticks;

  /**
   * Counts from now on.
   *
   * @param load which of the replica's counts it is part of
   */
  Attempt(Routing routing, CallKind load, Upstream replica) {
    this.routing = routing;
    this.load = load;
    this.replica = replica;
    replica.began(load, this);
  }

  /** Whether a connection was made, so that the replica may have acted on the call. */
  abstract boolean reachedReplica();

  /** Gives the connection up, if there is one. */
  abstract void reset();

  /** The replica failed, and has been reported; the attempt is over. */
  abstract void onFailure();

  /** How many ticks of {@link Health} it may take; asked at each. */
  abstract int patience();

  /** It took longer; the attempt is over. */
  abstract void onTimeout();

  /**
   * Whether the client did not keep up with what the replica sent: then the replica may have closed
   * the connection for that, and is as well as before.
   */
  boolean clientHeldItUp() {
    return false;
  }

  /** It is over, in whichever way: nothing more comes of the replica's answer. */
  void onOver() {}

  final Upstream replica() {
    return replica;
  }

  final boolean isOver() {
    return over;
  }

  final void failed(Throwable cause) {
    if (!over) {
      finish();
      if (!clientHeldItUp()) {
        routing.health().failed(replica, FailureText.describe(cause, reachedReplica()));
      }
      onFailure();
    }
  }

  @Override
  public final void tick() {
    if (++ticks > patience() && !over) {
      abandon();
      onTimeout();
    }
  }

  @Override
  public final void replicaLost() {
    failed(new IOException("silent"));
    reset();
  }

  /** Ends it without a word; the client is gone or answered. */
  final void abandon() {
    if (!over) {
      finish();
      reset();
    }
  }

  final void finish() {
    over = true;
    replica.ended(load, this);
    onOver();
  }
}
