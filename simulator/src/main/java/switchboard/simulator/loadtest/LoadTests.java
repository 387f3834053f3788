package switchboard.simulator.loadtest;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import switchboard.simulator.endpoint.Endpoint;
import switchboard.simulator.schedule.Schedule;

/**
 * The load tests of this process: one at a time, the newest twenty are remembered. Confined to the
 * event loop.
 */
public final class LoadTests {
  private static final int REMEMBERED = 20;

  private final Vertx vertx;
  private final Schedule schedule;
  private final Endpoint server;
  private final String loadToken;
  private final ArrayDeque<LoadTest> newestFirst = new ArrayDeque<>();
  private int lastId;

  /**
   * @param server the only one that load tests are of
   * @param loadToken exempts their sessions from the limits per address; empty for none
   */
  public LoadTests(Vertx vertx, Schedule schedule, Endpoint server, String loadToken) {
    this.vertx = vertx;
    this.schedule = schedule;
    this.server = server;
    this.loadToken = loadToken;
  }

  /** Starts one and returns its id; empty when another one is running. */
  public OptionalInt start(Plan plan) {
    if (!newestFirst.isEmpty() && newestFirst.peek().isUnderWay()) {
      return OptionalInt.empty();
    }
    lastId++;
    var test = new LoadTest(lastId, plan, server, loadToken, vertx);
    newestFirst.push(test);
    if (newestFirst.size() > REMEMBERED) {
      newestFirst.removeLast();
    }
    test.start(schedule);
    return OptionalInt.of(lastId);
  }

  /**
   * Progress or result; empty when there is none with this id.
   *
   * @param histogram whether the times come with their histogram
   */
  public Optional<JsonObject> find(String id, boolean histogram) {
    return byId(id).map(test -> test.toJson(histogram));
  }

  /** Ends it if it is running; empty when there is none with this id. */
  public Optional<JsonObject> cancel(String id) {
    var found = byId(id);
    found.ifPresent(LoadTest::cancel);
    return found.map(test -> test.toJson(false));
  }

  private Optional<LoadTest> byId(String id) {
    return newestFirst.stream().filter(test -> Integer.toString(test.id()).equals(id)).findFirst();
  }

  /** All that are remembered, newest first. */
  public JsonArray all() {
    var all = new JsonArray();
    newestFirst.forEach(test -> all.add(test.toJson(false)));
    return all;
  }
}
