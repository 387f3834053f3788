package switchboard.chat.management;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;

/**
 * How a replica that is too busy to answer asks the gateway in front of it to have another replica
 * answer the same request: by a header that nginx obeys by itself, which has the request answered
 * by the location of that name. The gateway does so once, and its client sees nothing of it. What
 * concerns all replicas, such as a store that is away, is not asked for elsewhere: it would only be
 * asked twice.
 */
public final class AnotherReplica {
  static final String HEADER = "X-Accel-Redirect";
  static final String LOCATION = "@another";

  private AnotherReplica() {}

  /** Asks for it, if the answer is of a kind that another replica may not give. */
  public static void askFor(HttpServerResponse response, Answer answer) {
    if (answer instanceof Problem problem && problem.code() == ProblemCode.OVERLOADED) {
      response.putHeader(HEADER, LOCATION);
    }
  }

  /** Whether the headers of an answer ask for it. */
  public static boolean isAskedFor(MultiMap headers) {
    return headers.contains(HEADER);
  }

  /** Takes it out of what a client is to see. */
  public static void remove(MultiMap headers) {
    headers.remove(HEADER);
  }
}
