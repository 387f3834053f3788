package switchboard.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import switchboard.chat.store.Message;

/** The wire form of everything the Chat API says, but for problem documents. */
final class Documents {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Documents() {}

  static String time(Instant instant) {
    return MILLISECONDS.format(instant);
  }

  static String welcomeFrame(String room, long lastSeq, String replica) {
    return new JsonObject()
        .put("type", "welcome")
        .put("room", room)
        .put("lastSeq", lastSeq)
        .put("replica", replica)
        .encode();
  }

  static String messageFrame(Message message) {
    return withMessage(new JsonObject().put("type", "message"), message).encode();
  }

  static String ackFrame(String id, long seq) {
    return new JsonObject().put("type", "ack").put("id", id).put("seq", seq).encode();
  }

  static String presenceFrame(int online) {
    return new JsonObject().put("type", "presence").put("online", online).encode();
  }

  /**
   * An error.
   *
   * @param id of the message that was refused; null when it is about none
   */
  static String errorFrame(String code, String message, String id) {
    JsonObject frame =
        new JsonObject().put("type", "error").put("code", code).put("message", message);
    return (id == null ? frame : frame.put("id", id)).encode();
  }

  static JsonObject page(String room, List<Message> messages, long lastSeq) {
    JsonArray array = new JsonArray();
    messages.forEach(message -> array.add(withMessage(new JsonObject(), message)));
    return new JsonObject().put("room", room).put("messages", array).put("lastSeq", lastSeq);
  }

  private static JsonObject withMessage(JsonObject document, Message message) {
    return document
        .put("seq", message.seq())
        .put("id", message.id())
        .put("from", message.from())
        .put("text", message.text())
        .put("at", time(message.at()));
  }
}
