package switchboard.chat.management;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An error as an RFC 9457 problem document ({@code application/problem+json}) of type {@code
 * about:blank}.
 *
 * @param status the HTTP status, 400 to 599
 * @param code what was wrong, for a program
 * @param detail what was wrong, what was expected and what to do; for a person
 * @param headers that the standards want beside such a status, such as Retry-After
 */
public record Problem(int status, ProblemCode code, String detail, Map<String, String> headers)
    implements Answer {
  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status " + status + ", expected 400 to 599");
    }
    headers = Map.copyOf(headers);
  }

  /** A problem that a retry does not solve. */
  public static Problem of(ProblemCode code, String detail) {
    return of(code.status(), code, detail);
  }

  /** As above, with a status other than its code's default. */
  public static Problem of(int status, ProblemCode code, String detail) {
    return new Problem(status, code, detail, Map.of());
  }

  /** A problem that may be gone after some seconds, as Retry-After says. */
  public static Problem passing(ProblemCode code, String detail, int retryAfterSeconds) {
    return of(code, detail).with("Retry-After", Integer.toString(retryAfterSeconds));
  }

  /** A path does not take a request's method; Allow says which ones it takes. */
  public static Problem notAllowed(String path, Collection<String> methods) {
    var allowed = String.join(", ", new TreeSet<>(methods));
    return of(ProblemCode.METHOD_NOT_ALLOWED, "%s takes %s.".formatted(path, allowed))
        .with("Allow", allowed);
  }

  /** No valid token came with a request; WWW-Authenticate says how one is sent. */
  public static Problem unauthorized(String detail) {
    return of(ProblemCode.UNAUTHORIZED, detail).with("WWW-Authenticate", "Bearer");
  }

  /** This problem with one more header. */
  public Problem with(String header, String value) {
    var more = new TreeMap<String, String>(headers);
    more.put(header, value);
    return new Problem(status, code, detail, more);
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
    response.setStatusCode(status);
    headers.forEach(response::putHeader);
    Json.end(
        response,
        "application/problem+json",
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title())
            .put("status", status)
            .put("code", code.word())
            .put("detail", detail)
            .toBuffer());
  }
}
