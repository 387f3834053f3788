package switchboard.chat.gateway;

import java.io.IOException;

/**
 * One client's call as sent to one replica. It counts as the replica's load until it is over, and
 * it ends exactly once, even if several events would end it.
 */
abstract class Attempt implements ActiveCall {
  private final Routing routing;
  private final CallKind load;
  private final Upstream replica;
  private boolean over;
  private int ticks;

  /**
   * Starts to count as load.
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

  /** Closes the connection, if there is one. */
  abstract void reset();

  /** Called when the replica failed, which has been reported; the attempt is over. */
  abstract void onFailure();

  /** Timeout in ticks of {@link Health}; read at each tick. */
  abstract int patience();

  /** Called when it took longer; the attempt is over. */
  abstract void onTimeout();

  /**
   * Whether the client did not keep up with what the replica sent: then the replica may have closed
   * the connection for that, and is as well as before.
   */
  boolean clientHeldItUp() {
    return false;
  }

  /** Ends the attempt, whatever the cause: the replica's answer is ignored from now on. */
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

  /** Ends it without reporting a failure; the client is gone or answered. */
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
