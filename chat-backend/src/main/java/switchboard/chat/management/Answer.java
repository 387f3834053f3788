package switchboard.chat.management;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** The answer to a request: a JSON document, or a {@link Problem}. */
public sealed interface Answer permits Answer.Json, Problem {
  /** The HTTP status. */
  int status();

  /** Sends the answer and ends the response. */
  void send(HttpServerResponse response);

  /** 200 with a document. */
  static Answer of(JsonObject document) {
    return of(200, document);
  }

  /** Any status with a document. */
  static Answer of(int status, JsonObject document) {
    return new Json(status, document.toBuffer());
  }

  /** The bytes of a JSON document, which several answers may share, with its status. */
  record Json(int status, Buffer document) implements Answer {
    @Override
    public void send(HttpServerResponse response) {
      end(response.setStatusCode(status), "application/json", document);
    }

    /**
     * Ends a response with a document that no cache may keep: most carry tokens, or what people
     * wrote. A HEAD request gets all but the document itself.
     */
    static void end(HttpServerResponse response, String type, Buffer document) {
      response
          .putHeader("Content-Type", type)
          // Vert.x leaves it out of what answers HEAD.
          .putHeader("Content-Length", Integer.toString(document.length()))
          .putHeader("Cache-Control", "no-store")
          .end(document);
    }
  }
}
