package switchboard.chat.gateway.replicas;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The set of replicas and the choice among them. A replica that leaves the set drains: it gets
 * nothing new and is forgotten once its last request and socket have ended. Confined to the event
 * loop.
 */
public final class Replicas {
  private final Vertx vertx;
  private final Map<CallKind, Integer> lastChosen = new EnumMap<>(CallKind.class);
  private final Set<Consumer<Boolean>> waiting = new LinkedHashSet<>();
  private List<Upstream> members = List.of();
  private final List<Upstream> draining = new ArrayList<>();

  public Replicas(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Those in the set, in its order. */
  List<Upstream> members() {
    return members;
  }

  /** Those in the set, then those that still drain. */
  List<Upstream> all() {
    forgetDrained();
    var all = new ArrayList<Upstream>(members);
    all.addAll(draining);
    return all;
  }

  /**
   * Replaces the set with {@code wanted}. A replica of the same name and address continues
   * untouched, also when it was draining.
   */
  void replace(List<Endpoint> wanted) {
    var leaving = all();
    var next = new ArrayList<Upstream>();
    for (var member : wanted) {
      var replica =
          leaving.stream()
              .filter(known -> known.member().equals(member))
              .findFirst()
              .orElseGet(() -> new Upstream(member));
      replica.draining(false);
      next.add(replica);
    }
    leaving.removeAll(next);
    leaving.forEach(replica -> replica.draining(true));
    members = List.copyOf(next);
    draining.clear();
    draining.addAll(leaving);
    if (anyAvailable()) {
      wake();
    }
  }

  public boolean anyAvailable() {
    return members.stream().anyMatch(Upstream::available);
  }

  /** Whether a replica is available that is not among {@code tried}. */
  boolean hasAvailable(Collection<Upstream> tried) {
    return members.stream().anyMatch(replica -> replica.available() && !tried.contains(replica));
  }

  /**
   * The available replica with the least {@code load}, not among {@code tried}; ties are broken
   * round robin, so that idle replicas share evenly.
   */
  Optional<Upstream> choose(CallKind load, Collection<Upstream> tried) {
    int size = members.size();
    int start = lastChosen.getOrDefault(load, -1) + 1;
    int best = -1;
    for (int i = 0; i < size; i++) {
      int index = (start + i) % size;
      var replica = members.get(index);
      if (replica.available()
          && !tried.contains(replica)
          && (best < 0 || replica.count(load) < members.get(best).count(load))) {
        best = index;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    lastChosen.put(load, best);
    return Optional.of(members.get(best));
  }

  /**
   * Calls {@code then} with true as soon as a replica is available (at once when one is), with
   * false when none was within {@code timeout}. How many wait is bounded by the open connections:
   * each has one request at a time.
   */
  void whenAvailable(Duration timeout, Consumer<Boolean> then) {
    if (anyAvailable()) {
      then.accept(true);
    } else if (timeout.toMillis() < 1) {
      then.accept(false);
    } else {
      var timer = new long[1];
      Consumer<Boolean> waiter =
          available -> {
            vertx.cancelTimer(timer[0]);
            then.accept(available);
          };
      waiting.add(waiter);
      timer[0] =
          vertx.setTimer(
              timeout.toMillis(),
              id -> {
                if (waiting.remove(waiter)) {
                  then.accept(false);
                }
              });
    }
  }

  /** Makes a replica available, and serves the calls that wait for one. */
  void markUp(Upstream replica) {
    replica.up(true);
    if (replica.available()) {
      wake();
    }
  }

  private void wake() {
    var woken = List.copyOf(waiting);
    waiting.clear();
    woken.forEach(waiter -> waiter.accept(true));
  }

  private void forgetDrained() {
    draining.removeIf(Upstream::idle);
  }
}
