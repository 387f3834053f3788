package switchboard.simulator.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import switchboard.simulator.schedule.Schedule;

/**
 * The benchmarks of this process: one at a time, the newest twenty are remembered. Confined to the
 * event loop.
 */
public final class Benchmarks {
  private static final int REMEMBERED = 20;

  private final Vertx vertx;
  private final Schedule schedule;
  private final URI server;
  private final ArrayDeque<Benchmark> newestFirst = new ArrayDeque<>();
  private int lastId;

  public Benchmarks(Vertx vertx, Schedule schedule, URI server) {
    this.vertx = vertx;
    this.schedule = schedule;
    this.server = server;
  }

  /** The address at which plans may aim. */
  public URI server() {
    return server;
  }

  /** Starts one and returns its id; empty when another one is running. */
  public OptionalInt start(Plan plan) {
    if (!newestFirst.isEmpty() && newestFirst.peek().isRunning()) {
      return OptionalInt.empty();
    }
    lastId++;
    var benchmark = new Benchmark(lastId, plan, server, vertx);
    newestFirst.push(benchmark);
    if (newestFirst.size() > REMEMBERED) {
      newestFirst.removeLast();
    }
    benchmark.start(schedule);
    return OptionalInt.of(lastId);
  }

  /** Progress or result; empty when there is none with this id. */
  public Optional<JsonObject> find(String id) {
    return byId(id).map(Benchmark::toJson);
  }

  /** Ends it if it is running; empty when there is none with this id. */
  public Optional<JsonObject> cancel(String id) {
    var found = byId(id);
    found.ifPresent(Benchmark::cancel);
    return found.map(Benchmark::toJson);
  }

  private Optional<Benchmark> byId(String id) {
    return newestFirst.stream()
        .filter(benchmark -> Integer.toString(benchmark.id()).equals(id))
        .findFirst();
  }

  /** All that are remembered, newest first. */
  public JsonArray all() {
    var all = new JsonArray();
    newestFirst.forEach(benchmark -> all.add(benchmark.toJson()));
    return all;
  }
}
