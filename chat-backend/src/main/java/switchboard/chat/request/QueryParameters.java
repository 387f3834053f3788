package switchboard.chat.request;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import switchboard.chat.management.Refusal;

/** The parameters of a request's query. A query that cannot be read is refused with 400. */
public record QueryParameters(MultiMap values) {
  public static QueryParameters of(HttpServerRequest request) {
    try {
      return new QueryParameters(request.params());
    } catch (IllegalArgumentException malformed) {
      throw Refusal.malformed("The query is not valid; expected name=value&…, percent-encoded.");
    }
  }

  /** The value of a parameter, which may be given once; null when it is not. */
  public String one(String name) {
    var given = values.getAll(name);
    if (given.size() > 1) {
      throw Refusal.malformed(
          String.format(
              Locale.ROOT,
              "The parameter \"%s\" is given %d times; expected once.",
              name,
              given.size()));
    }
    return given.isEmpty() ? null : given.getFirst();
  }
}
