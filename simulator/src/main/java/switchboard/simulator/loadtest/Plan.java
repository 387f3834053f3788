package switchboard.simulator.loadtest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The plan of a load test. In path and body <code>{n}</code> stands for the number of the request,
 * and <code>{run}</code> for what distinguishes this run from all others.
 *
 * @param path with its query, on the simulator's own server
 * @param body of a POST, JSON; null for none
 * @param sessions whose tokens the requests carry in turn; 0 for requests without a token
 */
public record Plan(HttpMethod method, String path, String body, int sessions, Shape shape) {
  public static final int MAX_REQUESTS = 1_000_000;
  public static final int MAX_CONCURRENCY = 1000;
  private static final int MAX_SESSIONS = 1000;
  private static final int MAX_RATE = 50_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int LONGEST_PATH = 2 * 1024;
  private static final int LONGEST_BODY = 8 * 1024;
  private static final Set<String> FIELDS =
      Set.of("path", "method", "body", "sessions", "requests", "concurrency", "rate", "duration");
  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  /** A path of this server: one that begins with two slashes would name another. */
  private static final Pattern PATH = Pattern.compile("/([!-~&&[^#/\\\\]][!-~&&[^#\\\\]]*)?");

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
  public static Plan of(JsonObject json) {
    for (var field : json.fieldNames()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException(
            "unknown field \"%s\", allowed are path, method, body, sessions, requests and concurrency, or rate and duration"
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
    int sessions = json.containsKey("sessions") ? whole(json, "sessions", 0, MAX_SESSIONS) : 0;
    return new Plan(method, path(json), body, sessions, shape(json));
  }

  private static String path(JsonObject json) {
    var path = text(json, "path", null);
    if (path == null) {
      throw new IllegalArgumentException("path is missing");
    }
    if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "path is \"%s\", expected one of the gateway with its query, such as"
                  + " /api/messages?room=a: a slash, not two, and up to %d visible ASCII"
                  + " characters",
              shortened(path),
              LONGEST_PATH));
    }
    return path;
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private static Shape shape(JsonObject json) {
    var open = json.containsKey("rate") || json.containsKey("duration");
    var closed = json.containsKey("requests") || json.containsKey("concurrency");
    if (open == closed) {
      throw new IllegalArgumentException(
          "expected either requests and concurrency, or rate and duration");
    }
    if (closed) {
      int requests = whole(json, "requests", 1, MAX_REQUESTS);
      return new Closed(requests, whole(json, "concurrency", 1, MAX_CONCURRENCY));
    }
    var rated = new Open(number(json, "rate", 1, MAX_RATE), duration(text(json, "duration", "")));
    if (rated.requests() > MAX_REQUESTS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rate and duration make %d requests, allowed are %d",
              rated.requests(),
              MAX_REQUESTS));
    }
    return rated;
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

  private static int whole(JsonObject json, String field, int least, int most) {
    double value = number(json, field, least, most);
    if (value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "%s is %s, expected a whole number".formatted(field, json.getValue(field)));
    }
    return (int) value;
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
    var json =
        new JsonObject().put("path", path).put("method", method.name()).put("sessions", sessions);
    if (body != null) {
      json.put("body", body);
    }
    return switch (shape) {
      case Closed closed ->
          json.put("requests", closed.requests()).put("concurrency", closed.concurrency());
      case Open open ->
          json.put("rate", open.perSecond()).put("duration", open.duration().toMillis() + "ms");
    };
  }
}
