package switchboard.chat.management;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.OptionalInt;

/**
 * An error as an RFC 9457 problem document ({@code application/problem+json}) of type {@code
 * about:blank}.
 *
 * @param status the HTTP status, 400 to 599
 * @param code what was wrong, for a program
 * @param detail what was wrong, what was expected and what to do; for a person
 * @param retryAfterSeconds the Retry-After header, when trying again can help
 */
public record Problem(int status, ProblemCode code, String detail, OptionalInt retryAfterSeconds)
    implements Answer {
  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status " + status + ", expected 400 to 599");
    }
  }

  /** A problem that trying again does not solve. */
  public static Problem of(ProblemCode code, String detail) {
    return of(code.status(), code, detail);
  }

  /** As above, with another status than is usual for its code. */
  public static Problem of(int status, ProblemCode code, String detail) {
    return new Problem(status, code, detail, OptionalInt.empty());
  }

  /** A problem that may be gone after some seconds. */
  public static Problem passing(ProblemCode code, String detail, int retryAfterSeconds) {
    return new Problem(code.status(), code, detail, OptionalInt.of(retryAfterSeconds));
  }

  /** This problem as something to throw from a check. */
  public Refusal refusal() {
    return new Refusal(this);
  }

  /** The standard reason phrase of the status. */
  public String title() {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }

  @Override
  public void send(HttpServerResponse response) {
    response.setStatusCode(status).putHeader("Content-Type", "application/problem+json");
    retryAfterSeconds.ifPresent(
        seconds -> response.putHeader("Retry-After", Integer.toString(seconds)));
    if (status == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    response.end(
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title())
            .put("status", status)
            .put("code", code.word())
            .put("detail", detail)
            .toBuffer());
  }
}
