package switchboard.console.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers every query with a varying series for each of a number of replicas; but with a single
 * figure, that value.
 */
public final class FakePrometheus implements AutoCloseable {
  private final HttpServer server;
  private final int backends;
  private final Map<String, Double> figures = new ConcurrentHashMap<>();
  private volatile String alerts = "";

  public FakePrometheus(int backends) {
    this.backends = backends;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/query_range", this::answer);
    server.createContext("/api/v1/query", exchange -> answer(exchange, matrix("")));
    server.createContext("/api/v1/alerts", exchange -> answer(exchange, data("alerts", alerts)));
    server.createContext("/api/v1/rules", exchange -> answer(exchange, data("groups", "")));
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * From now on queries that contain this text have this one figure, of no instance.
   *
   * @param part of the PromQL; of no two such texts may a query contain both
   */
  public void say(String part, double figure) {
    figures.put(part, figure);
  }

  /**
   * From now on this alert is active, and no other.
   *
   * @param state pending or firing
   */
  public void alert(String name, String instance, String state, Instant activeAt) {
    alerts =
        """
        {"labels":{"alertname":"%s","instance":"%s","severity":"critical"},"state":"%s",
        "annotations":{"summary":"%2$s does not answer"},"activeAt":"%s","value":"0e+00"}
        """
            .formatted(name, instance, state, activeAt);
  }

  /** From now on no alert is active. */
  public void endAlerts() {
    alerts = "";
  }

  private static String data(String list, String items) {
    return "{\"status\":\"success\",\"data\":{\"" + list + "\":[" + items + "]}}";
  }

  private static String matrix(String series) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
        + series
        + "]}}";
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var form = form(exchange.getRequestBody().readAllBytes());
      var start = Double.parseDouble(form.get("start"));
      var end = Double.parseDouble(form.get("end"));
      var step = Double.parseDouble(form.get("step"));
      var times =
          IntStream.rangeClosed(0, (int) ((end - start) / step))
              .mapToObj(index -> start + index * step)
              .toList();
      answer(
          exchange,
          matrix(
              figure(form.get("query"))
                  .map(figure -> series("{}", times, at -> figure))
                  .orElseGet(() -> backends(times))));
    }
  }

  private Optional<Double> figure(String query) {
    return figures.keySet().stream().filter(query::contains).map(figures::get).findAny();
  }

  private String backends(List<Double> times) {
    return IntStream.rangeClosed(1, backends)
        .mapToObj(
            backend ->
                series(
                    "{\"instance\":\"backend-" + backend + "\"}", times, at -> value(backend, at)))
        .collect(Collectors.joining(","));
  }

  private static String series(String labels, List<Double> times, DoubleUnaryOperator value) {
    return times.stream()
        .map(at -> "[" + at + ",\"" + value.applyAsDouble(at) + "\"]")
        .collect(Collectors.joining(",", "{\"metric\":" + labels + ",\"values\":[", "]}"));
  }

  private static double value(int backend, double at) {
    return backend + Math.sin(at / 60 + backend) + Math.sin(at * backend) / 4;
  }

  private static Map<String, String> form(byte[] body) {
    var fields = new HashMap<String, String>();
    for (var field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      var pair = field.split("=", 2);
      fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
