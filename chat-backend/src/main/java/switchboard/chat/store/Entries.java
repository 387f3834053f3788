package switchboard.chat.store;

import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads stream entries as {@link AppendScript} writes them. */
final class Entries {
  private Entries() {}

  /** The entries of a room's stream, in the order of the reply. */
  static List<Message> ofRoom(String room, Response entries) {
    List<Message> messages = new ArrayList<>(entries.size());
    for (Response entry : entries) {
      String entryId = entry.get(0).toString();
      long seq = Long.parseLong(entryId.substring(0, entryId.indexOf('-')));
      messages.add(message(room, seq, fields(entry)));
    }
    return messages;
  }

  /** An entry of the log. */
  static Message ofLog(Response entry) {
    Map<String, String> fields = fields(entry);
    return message(fields.get("room"), Long.parseLong(fields.get("seq")), fields);
  }

  private static Message message(String room, long seq, Map<String, String> fields) {
    return new Message(
        room,
        seq,
        fields.get("id"),
        fields.get("from"),
        fields.get("text"),
        Instant.ofEpochMilli(Long.parseLong(fields.get("at"))));
  }

  private static Map<String, String> fields(Response entry) {
    Response pairs = entry.get(1);
    Map<String, String> fields = HashMap.newHashMap(pairs.size() / 2);
    for (int i = 0; i < pairs.size(); i += 2) {
      fields.put(pairs.get(i).toString(), pairs.get(i + 1).toString());
    }
    return fields;
  }
}
