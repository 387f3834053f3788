package switchboard.chat.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import switchboard.chat.request.Caller;
import switchboard.chat.request.FairQueue;

/**
 * Lets requests for the same key share one read of the store. A request joins only a read that has
 * not started yet, so it never sees less than what was stored when it came. Each queue of a {@link
 * FairQueue} that wants a read keeps its own place, so that no request waits, or is refused,
 * because of those of others.
 */
final class SharedReads<K, V> {
  private final FairQueue queue;
  private final BiFunction<K, Caller, Future<V>> reader;
  private final Map<K, Slot<V>> slots = new HashMap<>();

  private static final class Slot<V> {
    boolean running;

    /** The next read, which has not started yet. */
    Round<V> next = new Round<>();
  }

  private static final class Round<V> {
    final Map<String, Turn<V>> turns = new LinkedHashMap<>();

    /** Null before the start. */
    Future<V> result;
  }

  private record Turn<V>(Caller caller, Promise<V> done) {}

  /**
   * @param reader reads for the caller whose turn came first
   */
  SharedReads(FairQueue queue, BiFunction<K, Caller, Future<V>> reader) {
    this.queue = queue;
    this.reader = reader;
  }

  /** The result of the read; fails as the read does, or as the queue refuses. */
  Future<V> read(K key, Caller caller) {
    var slot = slots.computeIfAbsent(key, unknown -> new Slot<>());
    var round = slot.next;
    var line = FairQueue.line(caller);
    var turn = round.turns.get(line);
    if (turn == null) {
      turn = new Turn<>(caller, Promise.promise());
      round.turns.put(line, turn);
      if (!slot.running) {
        enqueue(key, slot, round, turn);
      }
    }
    return turn.done().future();
  }

  /** How many keys it knows of: those that are read or wanted. */
  int remembered() {
    return slots.size();
  }

  private void enqueue(K key, Slot<V> slot, Round<V> round, Turn<V> turn) {
    queue
        .request(turn.caller(), () -> start(key, slot, round, turn.caller()))
        .onComplete(
            result -> {
              if (round.result == null) {
                // Refused: the next request of this queue asks for a turn of its own.
                round.turns.remove(FairQueue.line(turn.caller()));
                forgetIfUnused(key, slot);
              }
              turn.done().handle(result);
            });
  }

  private Future<V> start(K key, Slot<V> slot, Round<V> round, Caller caller) {
    if (round.result == null) {
      slot.running = true;
      slot.next = new Round<>();
      round.result = reader.apply(key, caller).onComplete(result -> ended(key, slot));
    }
    return round.result;
  }

  private void ended(K key, Slot<V> slot) {
    slot.running = false;
    var next = slot.next;
    List.copyOf(next.turns.values()).forEach(turn -> enqueue(key, slot, next, turn));
    forgetIfUnused(key, slot);
  }

  private void forgetIfUnused(K key, Slot<V> slot) {
    if (!slot.running && slot.next.turns.isEmpty()) {
      slots.remove(key, slot);
    }
  }
}
