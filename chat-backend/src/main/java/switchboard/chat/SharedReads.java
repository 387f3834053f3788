package switchboard.chat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Lets requests for the same thing share one read of the store. A request joins only a read that
 * has not started yet, so it never sees less than what was stored when it came.
 */
final class SharedReads<K, V> {
  private final Function<K, Future<V>> reader;
  private final Map<K, Slot<V>> slots = new HashMap<>();

  private static final class Slot<V> {
    /** What the requests that came during the running read wait for; null when there are none. */
    Promise<V> next;
  }

  SharedReads(Function<K, Future<V>> reader) {
    this.reader = reader;
  }

  Future<V> read(K key) {
    Slot<V> running = slots.get(key);
    if (running == null) {
      Promise<V> promise = Promise.promise();
      start(key, promise);
      return promise.future();
    }
    if (running.next == null) {
      running.next = Promise.promise();
    }
    return running.next.future();
  }

  private void start(K key, Promise<V> promise) {
    Slot<V> slot = new Slot<>();
    slots.put(key, slot);
    reader
        .apply(key)
        .onComplete(
            result -> {
              slots.remove(key);
              if (slot.next != null) {
                start(key, slot.next);
              }
              promise.handle(result);
            });
  }
}
