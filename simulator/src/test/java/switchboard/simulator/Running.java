package switchboard.simulator;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import switchboard.simulator.endpoint.Target;
import switchboard.simulator.swarm.ChatServer;
import switchboard.simulator.swarm.Load;

/** A simulator in this process, and a client of its control port. */
final class Running implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Simulator simulator;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI control;

  Running(URI server, Load load) {
    this(server, load, new OpenFiles(20_000), ChatServer.TIMEOUT);
  }

  /** {@code welcome}: how long users wait for one. */
  Running(URI server, Load load, OpenFiles files, Duration welcome) {
    this(Target.of(server), load, files, welcome);
  }

  Running(Target server, Load load) {
    this(server, load, new OpenFiles(20_000), ChatServer.TIMEOUT);
  }

  private Running(Target server, Load load, OpenFiles files, Duration welcome) {
    simulator =
        new Simulator(
            new SimulatorConfig(server, load, "127.0.0.1", 0, "", "load-token"), files, welcome);
    control = URI.create("http://127.0.0.1:" + simulator.start().await());
  }

  /** Sends a request with a body, or null for none, as JSON. */
  HttpResponse<String> call(String method, String path, String body) {
    var request = request(path);
    if (body == null) {
      return call(request.method(method, HttpRequest.BodyPublishers.noBody()));
    }
    request.header("Content-Type", "application/json");
    return call(request.method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(control.resolve(path)).timeout(TIMEOUT);
  }

  HttpResponse<String> call(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonObject get(String path) {
    return new JsonObject(call("GET", path, null).body());
  }

  JsonObject failures() {
    return get("/failures");
  }

  JsonObject stats() {
    return get("/stats");
  }

  /** Waits until the stats meet a condition, and returns them. */
  JsonObject awaitStats(String wish, Predicate<JsonObject> condition) {
    return await(wish)
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .until(this::stats, condition);
  }

  JsonObject awaitConnected(int users) {
    return awaitStats(
        users + " users connected", stats -> number(stats, "users", "connected") == users);
  }

  /** Quiesces and returns the settled books. */
  JsonObject settle() {
    call("POST", "/quiesce", null);
    return awaitStats("settled books", stats -> stats.getBoolean("settled"));
  }

  static long number(JsonObject stats, String group, String field) {
    return stats.getJsonObject(group).getLong(field);
  }

  @Override
  public void close() {
    simulator.close().await();
    http.close();
  }
}
