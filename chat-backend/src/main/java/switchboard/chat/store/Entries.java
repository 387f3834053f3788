package switchboard.chat.store;

import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads stream entries as {@link AppendScript} writes them. Any client of the store can add other
 * entries; they are skipped.
 */
final class Entries {
  /** The end of the year 9999: later times have a year of more than four digits. */
  private static final long LATEST_AT = 253_402_300_799_999L;

  private Entries() {}

  /**
   * An entry of the log.
   *
   * @param epoch in which it was appended; null when a replica of an earlier version did
   * @param n the count of messages, this one included
   */
  record LogEntry(Message message, String epoch, long n) {}

  /** The messages among the entries of a room's stream, in the order of the reply. */
  static List<Message> ofRoom(String room, Response entries, Unreadable unreadable) {
    List<Message> messages = new ArrayList<>(entries.size());
    for (var entry : entries) {
      var entryId = id(entry);
      Optional<Message> message =
          entryId.endsWith("-0")
              ? message(room, entryId.substring(0, entryId.length() - 2), fields(entry))
              : Optional.empty();
      message.ifPresentOrElse(
          messages::add, () -> unreadable.found(AppendScript.stream(room), entryId));
    }
    return messages;
  }

  /** An entry of the log; empty when it is not a message. */
  static Optional<LogEntry> ofLog(Response entry) {
    var fields = fields(entry);
    var room = fields.get("room");
    if (room == null) {
      return Optional.empty();
    }
    var message = message(room, fields.get("seq"), fields);
    var epoch = fields.get("epoch");
    if (epoch == null) {
      return message.map(read -> new LogEntry(read, null, 0));
    }
    var n = number(fields.get("n"));
    return n.isEmpty()
        ? Optional.empty()
        : message.map(read -> new LogEntry(read, epoch, n.getAsLong()));
  }

  static String id(Response entry) {
    return entry.get(0).toString();
  }

  /** A number that is not negative; empty for anything else. */
  static OptionalLong number(String text) {
    try {
      long number = text == null ? -1 : Long.parseLong(text);
      return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    } catch (NumberFormatException other) {
      return OptionalLong.empty();
    }
  }

  private static Optional<Message> message(String room, String seq, Map<String, String> fields) {
    var place = number(seq);
    var at = number(fields.get("at"));
    var id = fields.get("id");
    var from = fields.get("from");
    var text = fields.get("text");
    return place.orElse(0) == 0
            || at.orElse(Long.MAX_VALUE) > LATEST_AT
            || id == null
            || from == null
            || text == null
        ? Optional.empty()
        : Optional.of(
            new Message(
                room, place.getAsLong(), id, from, text, Instant.ofEpochMilli(at.getAsLong())));
  }

  private static Map<String, String> fields(Response entry) {
    var pairs = entry.get(1);
    Map<String, String> fields = HashMap.newHashMap(pairs.size() / 2);
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      fields.put(pairs.get(i).toString(), pairs.get(i + 1).toString());
    }
    return fields;
  }
}
