package switchboard.console.load;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * A server with the simulator's control API, whose users are unharmed unless a test sets otherwise.
 */
public final class FakeSimulator implements AutoCloseable {
  private final HttpServer server;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicInteger marks = new AtomicInteger();
  private final AtomicInteger quiesces = new AtomicInteger();
  private final Gson json = new Gson();
  private final FakeLoadTests loadTests = new FakeLoadTests();
  private volatile int loadStatus = 200;
  private volatile Optional<LoadPlan> load = Optional.empty();
  private volatile int failuresStatus = 200;
  private volatile FailedRequests failures = new FailedRequests(0, 0, List.of());
  private volatile UnaryOperator<LoadStats> told = UnaryOperator.identity();

  public FakeSimulator() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/load",
        exchange -> {
          if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, json.toJson(load.orElse(LoadPlan.DEFAULT)));
            return;
          }
          var body = new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8);
          load = Optional.of(json.fromJson(body, LoadPlan.class));
          answer(exchange, loadStatus, "{}");
        });
    server.createContext(
        "/mark",
        exchange -> {
          marks.incrementAndGet();
          answer(exchange, "{}");
        });
    server.createContext(
        "/quiesce",
        exchange -> {
          quiesces.incrementAndGet();
          answer(exchange, "{}");
        });
    server.createContext(
        "/stats",
        exchange -> {
          var stats = SampleStats.UNHARMED.withTotal(requests.addAndGet(100)).stats();
          answer(exchange, json.toJson(asked(exchange, told.apply(stats))));
        });
    server.createContext(
        "/failures", exchange -> answer(exchange, failuresStatus, json.toJson(failures)));
    server.createContext("/load-tests", loadTests::handle);
    server.start();
  }

  /** Its load tests. */
  public FakeLoadTests loadTests() {
    return loadTests;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on no load can be set. */
  public void failLoads() {
    loadStatus = 500;
  }

  /** From now on its figures are changed like this. */
  public void tell(UnaryOperator<LoadStats> changed) {
    told = changed;
  }

  /** From now on these requests have failed. */
  public void fail(FailedRequest... failed) {
    failures = new FailedRequests(failed.length, failed.length, List.of(failed));
  }

  /** As one that is too old to keep failed requests. */
  public void keepNoFailures() {
    failuresStatus = 404;
  }

  /** The last value that it received. */
  public Optional<LoadPlan> load() {
    return load;
  }

  /** As if it had never been given a load. */
  public void forgetLoad() {
    load = Optional.empty();
  }

  /** How often times began to be counted afresh. */
  public int marks() {
    return marks.get();
  }

  /** How often it was to end sending. */
  public int quiesces() {
    return quiesces.get();
  }

  /** Histograms only for those who ask for them. */
  private JsonObject asked(HttpExchange exchange, LoadStats stats) {
    var document = json.toJsonTree(stats).getAsJsonObject();
    if (!"histograms=true".equals(exchange.getRequestURI().getQuery())) {
      document.asMap().values().stream()
          .filter(JsonElement::isJsonObject)
          .flatMap(windows -> windows.getAsJsonObject().asMap().values().stream())
          .filter(JsonElement::isJsonObject)
          .forEach(percentiles -> percentiles.getAsJsonObject().remove("histogram"));
    }
    return document;
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    answer(exchange, 200, body);
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
