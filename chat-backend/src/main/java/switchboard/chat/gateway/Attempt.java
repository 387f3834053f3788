package switchboard.chat.gateway;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;

/**
 * One client's request as sent to one replica: counted as the replica's load until it is over, and
 * over once, however many ways it ends at the same time.
 */
abstract class Attempt implements Running {
  private final Routing routing;
  private final Load load;
  private final Replica replica;
  private HttpClientRequest upstream;
  private boolean over;
  private int ticks;

  /**
   * @param load which of the replica's counts it is part of
   */
  Attempt(Routing routing, Load load, Replica replica) {
    this.routing = routing;
    this.load = load;
    this.replica = replica;
  }

  /** Writes the request and hands its answer to {@link #answered}, a failure to {@link #failed}. */
  abstract void send(HttpClientRequest upstream);

  abstract void answered(HttpClientResponse answer);

  /** The replica failed, and has been reported; the attempt is over. */
  abstract void broke();

  /** How many ticks of {@link Health} it may take; asked at each. */
  abstract int patience();

  /** It took longer; the attempt is over. */
  abstract void outOfPatience();

  final Replica replica() {
    return replica;
  }

  final boolean isOver() {
    return over;
  }

  /** Whether a connection was made, so that the replica may have acted on the request. */
  final boolean reachedReplica() {
    return upstream != null;
  }

  final void start(HttpClient client, HttpMethod method, String target) {
    replica.began(load, this);
    client
        .request(
            new RequestOptions()
                .setMethod(method)
                .setHost(replica.address().host())
                .setPort(replica.address().port())
                .setURI(target))
        .onComplete(this::connected, this::failed);
  }

  private void connected(HttpClientRequest connected) {
    upstream = connected;
    if (over) {
      upstream.reset();
      return;
    }
    // Every failure ends the answer's future too; without a handler it would be logged as well.
    upstream.exceptionHandler(seenElsewhere -> {});
    send(upstream);
  }

  final void arrived(HttpClientResponse answer) {
    if (!over) {
      replica.heard();
      answered(answer);
    }
  }

  final void failed(Throwable cause) {
    if (!over) {
      finish();
      routing.health().failed(replica, Breakdown.describe(cause, reachedReplica()));
      broke();
    }
  }

  @Override
  public final void tick() {
    if (++ticks > patience() && !over) {
      abandon();
      outOfPatience();
    }
  }

  @Override
  public final void replicaLost() {
    HttpClientRequest lost = upstream;
    failed(new IOException("silent"));
    if (lost != null) {
      lost.reset();
    }
  }

  /** Ends it without a word; the client is gone or answered. */
  final void abandon() {
    if (!over) {
      finish();
      if (upstream != null) {
        upstream.reset();
      }
    }
  }

  final void finish() {
    over = true;
    replica.ended(load, this);
  }
}
