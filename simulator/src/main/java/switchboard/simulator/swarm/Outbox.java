package switchboard.simulator.swarm;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One user's messages that were sent over the WebSocket and not acknowledged yet, oldest first. */
final class Outbox {
  private Map<String, Sent> byId = Map.of();

  /** A message, and when it went out over the present socket. */
  static final class Sent {
    private final String id;
    private final String text;
    private final Call call;
    private long transmittedAt;
    private int transmissions;

    Sent(String id, String text, Call call) {
      this.id = id;
      this.text = text;
      this.call = call;
    }

    String id() {
      return id;
    }

    String text() {
      return text;
    }

    Call call() {
      return call;
    }

    long transmittedAt() {
      return transmittedAt;
    }

    void transmitted(long now, String replica) {
      transmittedAt = now;
      transmissions++;
      call.attempts(transmissions);
      call.through(replica);
    }
  }

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

  /** The message that has waited longest; null when it is empty. */
  Sent oldest() {
    return byId.isEmpty() ? null : byId.values().iterator().next();
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  /** A copy of the messages that still wait. */
  Collection<Sent> all() {
    return List.copyOf(byId.values());
  }
}
