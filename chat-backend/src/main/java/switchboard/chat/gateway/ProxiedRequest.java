package switchboard.chat.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import switchboard.chat.gateway.replicas.Attempt;
import switchboard.chat.gateway.replicas.CallKind;
import switchboard.chat.gateway.replicas.Failover;
import switchboard.chat.gateway.replicas.Health;
import switchboard.chat.gateway.replicas.Routing;
import switchboard.chat.gateway.replicas.Upstream;
import switchboard.chat.management.AnotherReplica;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;

/**
 * One client's request, until it is answered. Nothing reaches the client before a replica's answer
 * is complete (or too long to buffer), so that a request whose answer is cut short can be retried.
 */
final class ProxiedRequest {
  /** Longer than a backend waits for its store before it answers 503 itself. */
  private static final int MAX_TICKS = (int) (10_000 / Health.TICK.toMillis());

  private final HttpProxy proxy;
  private final Routing routing;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final String target;
  private final Buffer body;
  private final boolean repeatable;
  private final Failover failover;
  private HttpAttempt current;

  /** Whether a replica that was too busy has had another one asked. */
  private boolean elsewhere;

  /**
   * @param target path and query to ask the replica for
   * @param body the whole body, or null
   */
  ProxiedRequest(HttpProxy proxy, HttpServerRequest request, String target, Buffer body) {
    this.proxy = proxy;
    this.routing = proxy.routing();
    this.request = request;
    this.response = request.response();
    this.target = target;
    this.body = body;
    this.repeatable = repeatable(request.method(), request.path());
    this.failover = new Failover(routing, CallKind.REQUESTS, this::attempt, this::none);
  }

  /**
   * Whether the request can be retried although a replica may have acted on it: reads change
   * nothing, a message carries its client's id and a session is kept nowhere.
   */
  private static boolean repeatable(HttpMethod method, String path) {
    return method.equals(HttpMethod.GET)
        || method.equals(HttpMethod.HEAD)
        || (method.equals(HttpMethod.POST)
            && (path.equals("/api/messages") || path.equals("/api/session")));
  }

  void start() {
    response.closeHandler(
        gone -> {
          failover.cancel();
          if (current != null) {
            current.abandon();
          }
        });
    failover.next();
  }

  private void attempt(Upstream replica) {
    current = new HttpAttempt(replica);
    current.start();
  }

  private void none() {
    answer(
        Problem.passing(
            ProblemCode.NO_REPLICA,
            String.format(
                Locale.ROOT,
                "No replica answered within %d s; send the request again.",
                routing.patience().toSeconds()),
            1));
  }

  private void answer(Problem problem) {
    routing.metrics().failed();
    problem.send(response);
  }

  /** The request as sent to one replica. */
  private final class HttpAttempt extends Attempt {
    private HttpClientRequest upstream;
    private HttpClientResponse reply;
    private Buffer held;
    private boolean streaming;
    private boolean heldUp;

    HttpAttempt(Upstream replica) {
      super(routing, CallKind.REQUESTS, replica);
    }

    @Override
    protected void send() {
      proxy
          .client()
          .request(replica().call(request.method(), target))
          .onComplete(this::connected, this::failed);
    }

    private void connected(HttpClientRequest connected) {
      upstream = connected;
      // Every failure ends the answer's future too; without a handler it would be logged as well.
      upstream.exceptionHandler(seenElsewhere -> {});
      if (isOver()) {
        upstream.reset();
        return;
      }
      Headers.toReplica(request, upstream.headers());
      upstream.response().onComplete(this::answered, this::failed);
      if (body == null) {
        upstream.end();
      } else {
        upstream.end(body);
      }
    }

    @Override
    protected boolean reachedReplica() {
      return upstream != null;
    }

    @Override
    protected void reset() {
      if (upstream != null) {
        upstream.reset();
      }
    }

    private void answered(HttpClientResponse head) {
      if (isOver()) {
        return;
      }
      replica().heard();
      reply = head;
      reply.exceptionHandler(this::failed);
      reply.handler(this::chunk);
      reply.endHandler(end -> complete());
    }

    private void chunk(Buffer chunk) {
      if (isOver()) {
        return;
      }
      replica().heard();
      if (streaming) {
        write(chunk);
      } else if (held == null) {
        held = chunk;
        proxy.unsent().held(chunk.length());
      } else if (held.length() + chunk.length() <= HttpProxy.MAX_HELD_ANSWER_BYTES
          && proxy.unsent().hasRoomFor(chunk.length())) {
        held.appendBuffer(chunk);
        proxy.unsent().held(chunk.length());
      } else {
        streaming = true;
        head();
        if (!response.headers().contains("content-length")) {
          response.setChunked(true);
        }
        proxy.unsent().held(-held.length());
        write(held.appendBuffer(chunk));
        held = null;
      }
    }

    @Override
    protected boolean clientHeldItUp() {
      return heldUp;
    }

    @Override
    protected void onOver() {
      if (held != null) {
        proxy.unsent().held(-held.length());
      }
    }

    private void write(Buffer bytes) {
      response.write(bytes);
      if (response.writeQueueFull()) {
        // Never reset: what the replica did meanwhile may be read long after the client has caught
        // up.
        heldUp = true;
        reply.pause();
        response.drainHandler(drained -> reply.resume());
      }
    }

    private void complete() {
      if (isOver()) {
        return;
      }
      finish();
      if (mayGoElsewhere()) {
        elsewhere = true;
        routing.retried(replica());
        failover.next();
        return;
      }
      routing.metrics().answered(replica(), reply.statusCode());
      if (streaming) {
        response.end();
        return;
      }
      head();
      if (held == null) {
        response.end();
      } else {
        response.end(held);
      }
    }

    /**
     * Whether the replica is too busy and another may not be. True once only: when they all are,
     * further requests would keep them so.
     */
    private boolean mayGoElsewhere() {
      return repeatable
          && !elsewhere
          && !streaming
          && AnotherReplica.isAskedFor(reply.headers())
          && failover.hasUntried();
    }

    private void head() {
      response.setStatusCode(reply.statusCode());
      response.setStatusMessage(reply.statusMessage());
      Headers.toClient(reply.statusCode(), reply.headers(), response.headers());
      AnotherReplica.remove(response.headers());
    }

    @Override
    protected void onFailure() {
      if (streaming) {
        // Half the answer is out: only a cut connection says that the rest is missing.
        request.connection().close();
      } else if (repeatable || !reachedReplica()) {
        routing.retried(replica());
        failover.next();
      } else {
        answer(
            Problem.of(
                502,
                ProblemCode.NO_REPLICA,
                replica()
                    + " ended the connection; whether it acted on the request is not known."));
      }
    }

    /** A streamed answer has no time limit: its progress is watched instead. */
    @Override
    protected int patience() {
      return streaming ? Integer.MAX_VALUE : MAX_TICKS;
    }

    @Override
    protected void onTimeout() {
      answer(Problem.of(504, ProblemCode.NO_REPLICA, replica() + " did not answer within 10 s."));
    }
  }
}
