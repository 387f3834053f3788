package switchboard.chat.management;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;

/**
 * The header by which a replica that is too busy asks its gateway to have another replica answer
 * the same request. nginx itself obeys it: it internally redirects the request to the location of
 * that name. The gateway does so once, and its client sees nothing of it. A failure of all
 * replicas, such as a store that is away, is not retried elsewhere: that would only double the
 * load.
 */
public final class AnotherReplica {
  static final String HEADER = "X-Accel-Redirect";
  static final String LOCATION = "@another";

  private AnotherReplica() {}

  /** Adds the header, if another replica may have a better answer. */
  public static void askFor(HttpServerResponse response, Answer answer) {
    if (answer instanceof Problem problem && problem.code() == ProblemCode.OVERLOADED) {
      response.putHeader(HEADER, LOCATION);
    }
  }

  /** Whether the headers of an answer ask for it. */
  public static boolean isAskedFor(MultiMap headers) {
    return headers.contains(HEADER);
  }

  /** Removes it from the headers that the client gets. */
  public static void remove(MultiMap headers) {
    headers.remove(HEADER);
  }
}
