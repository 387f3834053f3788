package switchboard.console.loadtest;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import switchboard.console.text.Durations;

/**
 * What a load test does. In path and body <code>{n}</code> stands for the number of the request,
 * and <code>{run}</code> for what distinguishes the run from all others. The bounds are those of
 * the simulator.
 *
 * @param method {@code GET}, {@code HEAD} or {@code POST}
 * @param path of the system's gateway, with its query
 * @param body of a POST, JSON
 * @param sessions whose tokens the requests carry in turn, 0 to {@value #MAX_SESSIONS}; 0 for
 *     requests without a token
 */
public record LoadTestPlan(
    String method, String path, Optional<String> body, int sessions, Arrivals shape) {
  public static final int MAX_SESSIONS = 1_000;
  public static final int MAX_BODY = 8 * 1024;
  public static final int MAX_PATH = 2 * 1024;
  public static final List<String> METHODS = List.of("GET", "HEAD", "POST");

  /** Reads the newest messages of a room that {@link #filling} has written to. */
  static final String READ = "/api/messages?room=load-test&limit=20";

  static final String SEND = "/api/messages";
  static final String MESSAGE =
      "{\"room\":\"load-test\",\"id\":\"{run}-{n}\",\"text\":\"message {n} of a load test\"}";

  /** As many as a page that is read has. */
  private static final int PAGE = 20;

  /** A path of the gateway: one that begins with two slashes would name another server. */
  private static final Pattern PATH = Pattern.compile("/([!-~&&[^#/\\\\]][!-~&&[^#\\\\]]*)?");

  public LoadTestPlan {
    Objects.requireNonNull(shape);
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("method is '" + method + "'; expected GET, HEAD or POST");
    }
    if (path.length() > MAX_PATH || !PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "path is '"
              + (path.length() > 100 ? path.substring(0, 100) + "…" : path)
              + "'; expected one of the system's gateway, such as /api/messages?room=lobby");
    }
    if (body.isPresent() && !method.equals("POST")) {
      throw new IllegalArgumentException("body is for POST only; leave it out with " + method);
    }
    if (body.isPresent() && body.get().length() > MAX_BODY) {
      throw new IllegalArgumentException(
          "body has " + body.get().length() + " characters; expected up to " + MAX_BODY);
    }
    check("sessions", sessions, 0, MAX_SESSIONS);
  }

  static void check(String name, double value, int least, int most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name
              + " is "
              + (Double.isFinite(value)
                  ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                  : "no number")
              + "; expected "
              + least
              + " to "
              + most);
    }
  }

  /**
   * This plan with what was given laid over it. A body is sent by POST; another path is read, and
   * neither it nor another method takes this plan's body.
   */
  public LoadTestPlan with(
      Optional<String> otherMethod,
      Optional<String> otherPath,
      Optional<String> otherBody,
      Optional<Integer> otherSessions,
      Arrivals arrivals) {
    var elsewhere = otherPath.isPresent() || otherMethod.isPresent();
    return new LoadTestPlan(
        otherMethod
            .or(() -> otherBody.map(given -> "POST"))
            .or(() -> otherPath.map(given -> "GET"))
            .orElse(method),
        otherPath.orElse(path),
        otherBody.or(() -> elsewhere ? Optional.empty() : body),
        otherSessions.orElse(sessions),
        arrivals);
  }

  /** What has to be done first, so that there is something to read. */
  Optional<LoadTestPlan> filling() {
    return path.equals(READ)
        ? Optional.of(
            new LoadTestPlan(
                "POST", SEND, Optional.of(MESSAGE), PAGE, new Arrivals.Closed(PAGE, PAGE)))
        : Optional.empty();
  }

  /** "GET /api/messages?room=lobby". */
  public String target() {
    return method + " " + path;
  }

  /** As the simulator and the result file have it. */
  JsonObject toJson() {
    var json = new JsonObject();
    json.addProperty("method", method);
    json.addProperty("path", path);
    body.ifPresent(text -> json.addProperty("body", text));
    json.addProperty("sessions", sessions);
    switch (shape) {
      case Arrivals.Closed closed -> {
        json.addProperty("requests", closed.requests());
        json.addProperty("concurrency", closed.concurrency());
      }
      case Arrivals.Open open -> {
        json.addProperty("rate", new BigDecimal(open.rate()));
        json.addProperty("duration", Durations.text(open.duration()));
      }
    }
    return json;
  }
}
