package switchboard.chat.room;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
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
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();

  /** Of most messages, without their text. */
  private static final int FRAME_LENGTH = 200;

  /** Any of two threads may be the one whose second stays. */
  private static volatile Second newest = new Second(Instant.EPOCH);

  private JsonFrames() {}

  /** The text of a second: thousands of times are of the same few. */
  private record Second(long epochSecond, String text) {
    Second(Instant instant) {
      this(instant.getEpochSecond(), SECONDS.format(instant));
    }
  }

  /** In UTC with three digits of the second, as 2026-11-30T09:05:00.250Z. */
  public static String time(Instant instant) {
    var second = newest;
    if (second.epochSecond != instant.getEpochSecond()) {
      second = new Second(instant);
      newest = second;
    }
    // The digit before them, which is cut off, keeps the zeros in front.
    int millis = 1_000 + instant.getNano() / 1_000_000;
    return second.text + Integer.toString(millis).substring(1) + 'Z';
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

  /** Written without a {@link JsonObject}: each replica makes one of each message. */
  static String messageFrame(Message message) {
    var frame = new StringBuilder(FRAME_LENGTH + message.text().length());
    frame.append("{\"type\":\"message\",\"seq\":").append(message.seq());
    QUOTES.quoteAsString(message.id(), frame.append(",\"id\":\""));
    QUOTES.quoteAsString(message.from(), frame.append("\",\"from\":\""));
    QUOTES.quoteAsString(message.text(), frame.append("\",\"text\":\""));
    return frame.append("\",\"at\":\"").append(time(message.at())).append("\"}").toString();
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
