package switchboard.chat.management;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads request bodies of bounded size. */
public final class Bodies {
  private Bodies() {}

  /**
   * The whole body. Fails with a {@link Refusal} of status 413 as soon as it is known to be longer
   * than {@code mostBytes}; the connection is then closed after the answer, because the rest is not
   * read.
   */
  public static Future<Buffer> read(HttpServerRequest request, int mostBytes) {
    Promise<Buffer> whole = Promise.promise();
    Buffer received = Buffer.buffer();
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> whole.tryComplete(received));
    request.handler(
        part -> {
          if (received.length() + part.length() <= mostBytes) {
            received.appendBuffer(part);
          } else if (whole.tryFail(
              Problem.of(413, "The body is longer than %d bytes.".formatted(mostBytes))
                  .refusal())) {
            request.response().putHeader("Connection", "close");
          }
        });
    return whole.future();
  }
}
