package switchboard.simulator.swarm;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** A text frame from the server. */
sealed interface Frame {
  record Message(long seq, String id, String from, String text) implements Frame {}

  record Ack(String id, String epoch, long seq) implements Frame {}

  /** {@code replica} is null when the frame does not name it. */
  record Welcome(String epoch, long lastSeq, String replica) implements Frame {}

  /** The history was cut: it goes on in another epoch, after a number that both have. */
  record HistoryReset(String epoch, long after, long lastSeq) implements Frame {}

  /** The replica holds more users than others: the user is asked to connect again. */
  record Rebalance() implements Frame {}

  /** {@code id} names the message that was refused, null when the error is about something else. */
  record Refusal(String code, String message, String id) implements Frame {}

  /** A frame that the simulator ignores: presence, and those that later versions add. */
  record Other() implements Frame {}

  /** An invalid frame. */
  record Malformed(String reason) implements Frame {}

  Other OTHER = new Other();

  static Frame parse(String text) {
    var flat = new FlatJson(text);
    var type = flat.text("type");
    if (flat.isPlain() && "message".equals(type)) {
      var message =
          new Message(flat.number("seq"), flat.text("id"), flat.text("from"), flat.text("text"));
      if (flat.isPlain() && message.seq() > 0) {
        return message;
      }
    }
    if (flat.isPlain() && "presence".equals(type)) {
      return OTHER;
    }
    return parseFully(text);
  }

  private static Frame parseFully(String text) {
    try {
      var json = new JsonObject(text);
      return switch (json.getString("type", "")) {
        case "message" -> message(json);
        case "ack" -> new Ack(required(json, "id"), epoch(json), seq(json));
        case "welcome" ->
            new Welcome(epoch(json), count(json, "lastSeq"), json.getString("replica"));
        case "history-reset" ->
            new HistoryReset(epoch(json), count(json, "after"), count(json, "lastSeq"));
        case "rebalance" -> new Rebalance();
        case "error" ->
            new Refusal(json.getString("code"), json.getString("message"), json.getString("id"));
        default -> OTHER;
      };
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return new Malformed(e.getMessage());
    }
  }

  private static Message message(JsonObject json) {
    return new Message(
        seq(json), required(json, "id"), required(json, "from"), required(json, "text"));
  }

  private static long seq(JsonObject json) {
    var seq = json.getLong("seq");
    if (seq == null || seq < 1) {
      throw new IllegalArgumentException("seq is " + seq);
    }
    return seq;
  }

  private static long count(JsonObject json, String field) {
    var count = json.getLong(field);
    if (count == null || count < 0) {
      throw new IllegalArgumentException(field + " is " + count);
    }
    return count;
  }

  private static String epoch(JsonObject json) {
    return Epoch.checked(json.getString("epoch"));
  }

  private static String required(JsonObject json, String field) {
    var value = json.getString(field);
    if (value == null) {
      throw new IllegalArgumentException("no " + field);
    }
    return value;
  }
}
