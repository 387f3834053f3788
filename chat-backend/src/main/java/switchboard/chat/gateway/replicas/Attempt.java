package switchboard.chat.gateway.replicas;

import java.io.IOException;
import java.net.ConnectException;

/**
 * One client's call as sent to one replica. It counts as the replica's load until it is over, and
 * it ends exactly once, even if several events would end it.
 */
public abstract class Attempt implements ActiveCall {
  private final Routing routing;
  private final CallKind load;
  private final Upstream replica;
  private boolean over;
  private int ticks;

  /**
   * @param load which of the replica's counts it is part of
   */
  protected Attempt(Routing routing, CallKind load, Upstream replica) {
    this.routing = routing;
    this.load = load;
    this.replica = replica;
  }

  /** Starts to count as load, and sends the call. */
  public final void start() {
    replica.began(load, this);
    send();
  }

  protected abstract void send();

  /** Whether a connection was made, so that the replica may have acted on the call. */
  protected abstract boolean reachedReplica();

  /** Closes the connection, if there is one. */
  protected abstract void reset();

  /** Called when the replica failed, which has been reported; the attempt is over. */
  protected abstract void onFailure();

  /** Timeout in ticks of {@link Health}; read at each tick. */
  protected abstract int patience();

  /** Called when it took longer; the attempt is over. */
  protected abstract void onTimeout();

  /**
   * Whether the client did not keep up with what the replica sent: then the replica may have closed
   * the connection for that, and is as well as before.
   */
  protected boolean clientHeldItUp() {
    return false;
  }

  /** Ends the attempt, whatever the cause: the replica's answer is ignored from now on. */
  protected void onOver() {}

  public final Upstream replica() {
    return replica;
  }

  public final boolean isOver() {
    return over;
  }

  public final void failed(Throwable cause) {
    if (!over) {
      finish();
      if (!clientHeldItUp()) {
        routing.health().failed(replica, whatFailed(cause));
      }
      onFailure();
    }
  }

  /** The end of a sentence that begins with the replica's name. */
  private String whatFailed(Throwable cause) {
    if (reachedReplica()) {
      return "closed a connection unexpectedly";
    }
    return cause instanceof ConnectException
        ? "refused a connection"
        : "could not be connected to (" + cause.getMessage() + ")";
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
  public final void abandon() {
    if (!over) {
      finish();
      reset();
    }
  }

  public final void finish() {
    over = true;
    replica.ended(load, this);
    onOver();
  }
}
