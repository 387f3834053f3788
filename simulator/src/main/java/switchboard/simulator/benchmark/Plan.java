package switchboard.simulator.benchmark;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The plan of a benchmark.
 *
 * @param uri path and query on the simulator's own server
 * @param body of a POST, JSON; null for none
 */
public record Plan(HttpMethod method, String uri, String body, Shape shape) {
  public static final int MAX_REQUESTS = 1_000_000;
  public static final int MAX_CONCURRENCY = 1000;
  private static final int MAX_RATE = 50_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int LONGEST_BODY = 8 * 1024;
  private static final Set<String> FIELDS =
      Set.of("url", "method", "body", "requests", "concurrency", "rate", "duration");
  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  /** When the requests go out. */
  public sealed interface Shape {}

  /**
   * A total number of requests, a fixed number at a time: the next one when one is answered, as in
   * ApacheBench.
   */
  public record Closed(int requests, int concurrency) implements Shape {}

  /** A number of requests per second, whether answered or not. */
  public record Open(double perSecond, Duration duration) implements Shape {
    int requests() {
      return (int) Math.max(1, perSecond * duration.toMillis() / 1000);
    }
  }

  /**
   * Reads the plan.
   *
   * @throws IllegalArgumentException when it is not one; the message says what was found and what
   *     is allowed
   */
  public static Plan of(JsonObject json, URI server) {
    for (var field : json.fieldNames()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            "unknown field \"%s\", allowed are url, method, body, requests and concurrency, or rate and duration"
                .formatted(field));
      }
    }
    var method = HttpMethod.valueOf(text(json, "method", "GET"));
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException(
          "method is %s, allowed are GET, HEAD and POST".formatted(method));
    }
    var body = text(json, "body", null);
    if (body != null && (!method.equals(HttpMethod.POST) || body.length() > LONGEST_BODY)) {
      throw new IllegalArgumentException(
          "body is allowed with POST only, up to " + LONGEST_BODY + " characters");
    }
    return new Plan(method, uri(text(json, "url", null), server), body, shape(json));
  }

  private static String uri(String url, URI server) {
    if (url == null) {
      throw new IllegalArgumentException("url is missing");
    }
    URI target;
    try {
      target = server.resolve(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("url is not one: " + url, e);
    }
    var own =
        server.getScheme().equalsIgnoreCase(target.getScheme())
            && server.getAuthority().equalsIgnoreCase(target.getAuthority());
    if (!own) {
      throw new IllegalArgumentException(
          "url is %s, allowed are a path and addresses that begin with %s".formatted(url, server));
    }
    var path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
  }

  private static Shape shape(JsonObject json) {
    var open = json.containsKey("rate") || json.containsKey("duration");
    var closed = json.containsKey("requests") || json.containsKey("concurrency");
    if (open == closed) {
      throw new IllegalArgumentException(
          "expected either requests and concurrency, or rate and duration");
    }
    if (closed) {
      int requests = (int) number(json, "requests", 1, MAX_REQUESTS);
      return new Closed(requests, (int) number(json, "concurrency", 1, MAX_CONCURRENCY));
    }
    double rate = number(json, "rate", 1, MAX_RATE);
    var duration = duration(text(json, "duration", ""));
    return new Open(rate, duration);
  }

  private static Duration duration(String text) {
    var parts = DURATION.matcher(text);
    var duration = Duration.ZERO;
    if (parts.matches()) {
      long amount = Long.parseLong(parts.group(1));
      duration =
          switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
          };
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "duration is \"%s\", allowed is 1s to 10m".formatted(text));
    }
    return duration;
  }

  private static double number(JsonObject json, String field, int least, int most) {
    var found = json.getValue(field);
    double value = found instanceof Number number ? number.doubleValue() : Double.NaN;
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s, allowed is a number from %d to %d",
              field,
              found,
              least,
              most));
    }
    return value;
  }

  private static String text(JsonObject json, String field, String missing) {
    var found = json.getValue(field, missing);
    if (found != null && !(found instanceof String)) {
      throw new IllegalArgumentException("%s is %s, expected a text".formatted(field, found));
    }
    return (String) found;
  }

  /** How many requests there are in all. */
  int requests() {
    return switch (shape) {
      case Closed closed -> closed.requests();
      case Open open -> open.requests();
    };
  }

  /** Connections needed at most. */
  public int connections() {
    return switch (shape) {
      case Closed closed -> closed.concurrency();
      case Open open -> MAX_CONCURRENCY;
    };
  }

  JsonObject toJson() {
    var json = new JsonObject().put("url", uri).put("method", method.name());
    return switch (shape) {
      case Closed closed ->
          json.put("requests", closed.requests()).put("concurrency", closed.concurrency());
      case Open open ->
          json.put("rate", open.perSecond()).put("duration", open.duration().toMillis() + "ms");
    };
  }
}
