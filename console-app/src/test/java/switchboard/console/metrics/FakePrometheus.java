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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/** Answers every query with a lively series for each of so many backends. */
public final class FakePrometheus implements AutoCloseable {
  private final HttpServer server;
  private final int backends;

  public FakePrometheus(int backends) {
    this.backends = backends;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/query_range", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var form = form(exchange.getRequestBody().readAllBytes());
      var start = Double.parseDouble(form.get("start"));
      var end = Double.parseDouble(form.get("end"));
      var step = Double.parseDouble(form.get("step"));
      var json = new StringBuilder("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",");
      json.append("\"result\":[");
      for (var backend = 1; backend <= backends; backend++) {
        json.append(backend == 1 ? "" : ",").append("{\"metric\":{\"instance\":\"backend-");
        json.append(backend).append("\"},\"values\":[");
        for (var index = 0; index <= (end - start) / step; index++) {
          var at = start + index * step;
          json.append(index == 0 ? "[" : ",[").append(at).append(",\"").append(value(backend, at));
          json.append("\"]");
        }
        json.append("]}");
      }
      var bytes = json.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
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
