package switchboard.simulator.control;

import io.vertx.core.json.JsonObject;

/** An answer other than success, as a problem document (RFC 9457). */
final class Problem extends RuntimeException {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  Problem(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail);
  }

  int status() {
    return status;
  }

  JsonObject toJson() {
    return new JsonObject().put("title", title).put("status", status).put("detail", getMessage());
  }
}
