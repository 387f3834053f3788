package switchboard.console.load;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server with the simulator's control API, whose users are never harmed. */
public final class FakeSimulator implements AutoCloseable {
  private final HttpServer server;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicInteger marks = new AtomicInteger();
  private volatile int loadStatus = 200;

  public FakeSimulator() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/load", exchange -> answer(exchange, loadStatus, "{}"));
    server.createContext(
        "/mark",
        exchange -> {
          marks.incrementAndGet();
          answer(exchange, "{}");
        });
    server.createContext("/quiesce", exchange -> answer(exchange, "{}"));
    server.createContext(
        "/stats",
        exchange ->
            answer(
                exchange,
                new Gson()
                    .toJson(SampleStats.UNHARMED.withTotal(requests.addAndGet(100)).stats())));
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on no load can be set. */
  public void failLoads() {
    loadStatus = 500;
  }

  /** How often times began to be counted afresh. */
  public int marks() {
    return marks.get();
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    answer(exchange, 200, body);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
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
