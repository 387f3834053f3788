package switchboard.chat.management;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** What a request is answered: a JSON document, or a {@link Problem}. */
public sealed interface Answer permits Answer.Json, Problem {
  /** The HTTP status. */
  int status();

  /** Sends the answer and ends the response. */
  void send(HttpServerResponse response);

  /** 200 with a document. */
  static Answer of(JsonObject document) {
    return new Json(200, document);
  }

  /** A JSON document with its status. */
  record Json(int status, JsonObject document) implements Answer {
    @Override
    public void send(HttpServerResponse response) {
      response
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .end(document.toBuffer());
    }
  }
}
