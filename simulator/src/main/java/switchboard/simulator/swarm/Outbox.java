package switchboard.simulator.swarm;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One user's messages that were sent over the WebSocket and not acknowledged yet, oldest first. */
final class Outbox {
  private Map<String, Sent> byId = Map.of();

  record Sent(String id, String text, Call call) {}

  void add(Sent sent) {
    if (byId.isEmpty()) {
      byId = new LinkedHashMap<>(4);
    }
    byId.put(sent.id(), sent);
  }

  /** Takes a message out; null when it is not, or no longer, waited for. */
  Sent take(String id) {
    return byId.isEmpty() ? null : byId.remove(id);
  }

  /** What is still waited for; a copy. */
  Collection<Sent> all() {
    return List.copyOf(byId.values());
  }
}
