package switchboard.simulator.control;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** A response; {@code location} is null when it has no such header. */
record Answer(int status, String mediaType, Buffer body, String location) {
  static Answer json(int status, JsonObject body) {
    return new Answer(status, "application/json", body.toBuffer(), null);
  }

  static Answer of(Problem problem) {
    return new Answer(problem.status(), Problem.MEDIA_TYPE, problem.toJson().toBuffer(), null);
  }

  Answer at(int otherStatus, String path) {
    return new Answer(otherStatus, mediaType, body, path);
  }
}
