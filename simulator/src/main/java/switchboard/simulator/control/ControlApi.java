package switchboard.simulator.control;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.loadtest.LoadTests;
import switchboard.simulator.loadtest.Plan;
import switchboard.simulator.measure.Stats;
import switchboard.simulator.swarm.Load;
import switchboard.simulator.swarm.Swarm;

/** The routes of the control port. */
final class ControlApi {
  private static final String LOAD_TESTS = "/load-tests/";

  private final Vertx vertx;
  private final Swarm swarm;
  private final LoadTests loadTests;
  private final PrometheusRegistry registry;
  private final PrometheusRegistry process;
  private final IntSupplier spareConnections;
  private final Map<String, Map<HttpMethod, Action>> actions = new TreeMap<>();

  /** Answers a request whose body is complete; may throw a {@link Problem}. */
  interface Action {
    Future<Answer> on(HttpServerRequest request, Buffer body);
  }

  /** An action that has its answer at once. */
  private interface Immediate {
    Answer on(HttpServerRequest request, Buffer body);
  }

  private static Action now(Immediate action) {
    return (request, body) -> Future.succeededFuture(action.on(request, body));
  }

  ControlApi(
      Vertx vertx,
      Swarm swarm,
      Stats stats,
      DeliveryChecker books,
      LoadTests loadTests,
      PrometheusRegistry registry,
      PrometheusRegistry process,
      IntSupplier spareConnections) {
    this.vertx = vertx;
    this.swarm = swarm;
    this.loadTests = loadTests;
    this.registry = registry;
    this.process = process;
    this.spareConnections = spareConnections;
    actions.put(
        "/load",
        Map.of(
            HttpMethod.GET,
            now((request, body) -> Answer.json(200, swarm.load().toJson())),
            HttpMethod.PUT,
            now(this::putLoad)));
    on(
        HttpMethod.GET,
        "/stats",
        (request, body) ->
            Answer.json(200, StatsDocument.of(swarm, stats, books, wantsHistograms(request))));
    on(HttpMethod.GET, "/failures", (request, body) -> Answer.json(200, stats.failures().toJson()));
    on(HttpMethod.POST, "/mark", (request, body) -> mark(stats));
    on(HttpMethod.POST, "/quiesce", (request, body) -> quiesce());
    on(HttpMethod.GET, "/health/live", (request, body) -> up());
    on(HttpMethod.GET, "/health/ready", (request, body) -> up());
    actions.put("/metrics", Map.of(HttpMethod.GET, (request, body) -> metrics()));
    actions.put(
        "/load-tests",
        Map.of(
            HttpMethod.GET,
            now(
                (request, body) ->
                    Answer.json(200, new JsonObject().put("loadTests", loadTests.all()))),
            HttpMethod.POST,
            now(this::postLoadTest)));
    actions.put(
        LOAD_TESTS,
        Map.of(
            HttpMethod.GET,
                now(
                    (request, body) ->
                        found(loadTests.find(id(request), wantsHistograms(request)), request)),
            HttpMethod.DELETE,
                now((request, body) -> found(loadTests.cancel(id(request)), request))));
  }

  private void on(HttpMethod method, String path, Immediate action) {
    actions.put(path, Map.of(method, now(action)));
  }

  /** The action for a request; a {@link Problem} when there is none. */
  Action find(HttpServerRequest request) {
    var path = request.path().startsWith(LOAD_TESTS) ? LOAD_TESTS : request.path();
    var byMethod = actions.get(path);
    if (byMethod == null) {
      throw Problem.notFound(
          "there is no %s; there are %s".formatted(request.path(), actions.keySet()));
    }
    var action = byMethod.get(request.method());
    if (action == null) {
      var methods = byMethod.keySet().stream().map(HttpMethod::name).sorted().toList();
      throw new Problem(405, "Method not allowed", "%s takes %s".formatted(path, methods));
    }
    return action;
  }

  private Answer putLoad(HttpServerRequest request, Buffer body) {
    Guard.checkJson(request);
    try {
      swarm.setLoad(swarm.load().with(object(body)));
    } catch (Load.Rejected e) {
      throw Problem.badRequest(e.getMessage());
    }
    return Answer.json(200, swarm.load().toJson());
  }

  private static boolean wantsHistograms(HttpServerRequest request) {
    return "true".equals(request.getParam("histograms"));
  }

  /** Marks the end of a warm-up: latencies since the mark start afresh, counts go on. */
  private static Answer mark(Stats stats) {
    stats.mark();
    return Answer.json(200, new JsonObject().put("marked", true));
  }

  private Answer quiesce() {
    swarm.quiesce();
    return Answer.json(202, new JsonObject().put("settled", swarm.isSettled()));
  }

  /** The port is bound last, so a client that gets this answer can use everything. */
  private static Answer up() {
    return Answer.json(200, new JsonObject().put("status", "up"));
  }

  /**
   * What is of the loop is read on it. What is of the process is not: the open files are listed to
   * count them, and each user has one.
   */
  private Future<Answer> metrics() {
    var ofLoop = text(registry);
    return vertx
        .executeBlocking(() -> text(process), false)
        .map(
            ofProcess ->
                new Answer(
                    200,
                    PrometheusTextFormatWriter.CONTENT_TYPE,
                    Buffer.buffer(ofLoop).appendBytes(ofProcess),
                    null));
  }

  private static byte[] text(PrometheusRegistry registry) {
    var text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }

  private Answer postLoadTest(HttpServerRequest request, Buffer body) {
    Guard.checkJson(request);
    Plan plan;
    try {
      plan = Plan.of(object(body));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
    if (plan.connections() > spareConnections.getAsInt()) {
      throw Problem.badRequest(
          String.format(
              Locale.ROOT,
              "up to %d connections are needed, the users leave %d of the limit of open files"
                  + " (ulimit -n)",
              plan.connections(),
              spareConnections.getAsInt()));
    }
    var id = loadTests.start(plan);
    if (id.isEmpty()) {
      throw new Problem(409, "Conflict", "another load test is running");
    }
    return found(loadTests.find(Integer.toString(id.getAsInt()), false), request)
        .at(202, LOAD_TESTS + id.getAsInt());
  }

  private static String id(HttpServerRequest request) {
    return request.path().substring(LOAD_TESTS.length());
  }

  private static Answer found(Optional<JsonObject> loadTest, HttpServerRequest request) {
    return Answer.json(
        200, loadTest.orElseThrow(() -> Problem.notFound("there is no load test " + id(request))));
  }

  private static JsonObject object(Buffer body) {
    try {
      return body.toJsonObject();
    } catch (DecodeException | ClassCastException e) {
      throw Problem.badRequest("the body is not a JSON object");
    }
  }
}
