package switchboard.simulator.control;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps web pages of other sites away from the control port. A browser sends a page's origin in
 * Origin; a page whose own name was made to point here (DNS rebinding) has that name in Host, so
 * names that can be registered are refused: only addresses and names without a dot, such as those
 * of containers and this machine, remain.
 */
final class Guard {
  private static final Pattern OWN =
      Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]|[a-z0-9_-]+)(:\\d{1,5})?");

  private Guard() {}

  /** Throws a problem when the request may come from a foreign page. */
  static void check(HttpServerRequest request) {
    var host = request.getHeader(HttpHeaders.HOST);
    if (host == null || !OWN.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
      throw new Problem(
          403,
          "Forbidden",
          "the Host header is %s, expected an address or a name without a dot".formatted(host));
    }
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      throw new Problem(
          403, "Forbidden", "the Origin header is %s, expected none".formatted(origin));
    }
  }

  /** A web page cannot send this content type to another site without asking first. */
  static void checkJson(HttpServerRequest request) {
    var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    var media = type == null ? "" : type.split(";", 2)[0].strip();
    if (!media.equalsIgnoreCase("application/json")) {
      throw new Problem(
          415,
          "Unsupported media type",
          "the Content-Type is %s, expected application/json".formatted(type));
    }
  }
}
