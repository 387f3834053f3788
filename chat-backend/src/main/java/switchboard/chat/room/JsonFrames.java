package switchboard.chat.room;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import switchboard.chat.store.AppendResult;
import switchboard.chat.store.Message;
import switchboard.chat.store.RoomPage;

/** The JSON documents and frames of the Chat API, except problem documents. */
public final class JsonFrames {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private JsonFrames() {}

  public static String time(Instant instant) {
    return MILLISECONDS.format(instant);
  }

  static String welcomeFrame(String room, String epoch, long lastSeq, String replica) {
    return new JsonObject()
        .put("type", "welcome")
        .put("room", room)
        .put("epoch", epoch)
        .put("lastSeq", lastSeq)
        .put("replica", replica)
        .encode();
  }

  /**
   * The store has lost history.
   *
   * @param after from which seq the client goes on in the epoch
   * @param lastSeq the room's end
   */
  static String historyResetFrame(String room, String epoch, long after, long lastSeq) {
    return new JsonObject()
        .put("type", "history-reset")
        .put("room", room)
        .put("epoch", epoch)
        .put("after", after)
        .put("lastSeq", lastSeq)
        .encode();
  }

  /** Messages that the client has not received are no longer kept; both ends are included. */
  static String historyTrimmedFrame(String room, long first, long last) {
    return new JsonObject()
        .put("type", "history-trimmed")
        .put("room", room)
        .put("first", first)
        .put("last", last)
        .encode();
  }

  /**
   * The client is to connect again, to another replica.
   *
   * @param closesIn when the socket is closed if the client has not left it
   */
  static String rebalanceFrame(Duration closesIn) {
    return new JsonObject()
        .put("type", "rebalance")
        .put("closesInMillis", closesIn.toMillis())
        .encode();
  }

  static String messageFrame(Message message) {
    return withMessage(new JsonObject().put("type", "message"), message).encode();
  }

  static String ackFrame(String id, AppendResult appended) {
    return withPlace(new JsonObject().put("type", "ack").put("id", id), appended).encode();
  }

  public static JsonObject appended(String room, String id, AppendResult appended) {
    return withPlace(new JsonObject().put("room", room).put("id", id), appended)
        .put("at", time(appended.at()));
  }

  private static JsonObject withPlace(JsonObject document, AppendResult appended) {
    document.put("epoch", appended.epoch()).put("seq", appended.seq());
    return appended.duplicate() ? document.put("duplicate", true) : document;
  }

  public static String presenceFrame(int online) {
    return new JsonObject().put("type", "presence").put("online", online).encode();
  }

  /**
   * An error.
   *
   * @param id of the message that was refused; null when it is about none
   */
  static String errorFrame(String code, String message, String id) {
    var frame = new JsonObject().put("type", "error").put("code", code).put("message", message);
    return (id == null ? frame : frame.put("id", id)).encode();
  }

  /** A page of a room's messages. */
  public static JsonObject page(String room, RoomPage page) {
    var messages = new JsonArray();
    page.messages().forEach(message -> messages.add(withMessage(new JsonObject(), message)));
    return new JsonObject()
        .put("room", room)
        .put("epoch", page.state().epoch())
        .put("messages", messages)
        .put("lastSeq", page.state().lastSeq());
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
