package switchboard.chat.management;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;

/** Reads request bodies of bounded size. */
public final class Bodies {
  /**
   * The longest body of the Chat API, the same at gateways and replicas: a text of 4 KiB takes up
   * to six times that when each of its bytes is a JSON escape, and there are names around it.
   */
  public static final int MAX_BYTES = 25 * 1024;

  private Bodies() {}

  /**
   * How long a client has to read an answer before a connection that cannot be used again closes.
   */
  private static final long LINGER_MILLIS = 1_000;

  /**
   * Closes a connection once a request was answered whose body is not read to its end: it cannot be
   * used again, and bytes that still come are dropped.
   */
  public static void closeWhenCutShort(Vertx vertx, HttpServerRequest request, int status) {
    if (status == 408 || status == 413) {
      closeAfterwards(vertx, request);
    }
  }

  /** Has the connection close after the answer that is about to be sent. */
  public static void closeAfterwards(Vertx vertx, HttpServerRequest request) {
    request.response().putHeader("Connection", "close");
    vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
  }

  /**
   * The whole body. Fails with a {@link Refusal} of status 413 as soon as it is known to be longer
   * than {@code mostBytes}, of status 408 when it is not whole in time, of status 400 when it
   * breaks off or is not framed as HTTP says. The rest is then dropped as it comes; see {@link
   * #closeWhenCutShort}.
   */
  public static Future<Buffer> read(
      Vertx vertx, HttpServerRequest request, int mostBytes, Duration timeout) {
    // The server has refused a length that is no number before.
    var length = request.getHeader("Content-Length");
    if (length != null && Long.parseLong(length) > mostBytes) {
      return Future.failedFuture(tooLong(mostBytes));
    }
    Promise<Buffer> whole = Promise.promise();
    var received = Buffer.buffer();
    long timer =
        vertx.setTimer(
            timeout.toMillis(),
            late ->
                whole.tryFail(
                    Problem.of(
                            ProblemCode.REQUEST_TIMEOUT,
                            String.format(
                                Locale.ROOT,
                                "The body was not whole within %d s.",
                                Math.max(1, timeout.toSeconds())))
                        .refusal()));
    request.exceptionHandler(
        broken -> whole.tryFail(Refusal.malformed("The body could not be read.")));
    request.endHandler(end -> whole.tryComplete(received));
    request.handler(
        part -> {
          if (whole.future().isComplete()) {
            return;
          }
          if (received.length() + part.length() <= mostBytes) {
            received.appendBuffer(part);
            return;
          }
          whole.fail(tooLong(mostBytes));
        });
    return whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static Refusal tooLong(int mostBytes) {
    return Problem.of(
            ProblemCode.BODY_TOO_LARGE,
            String.format(Locale.ROOT, "The body is longer than %d bytes.", mostBytes))
        .refusal();
  }
}
