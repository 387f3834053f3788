package switchboard.console.platform.compose;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;

/** Asks a component at its own address whether it is ready. */
final class ReadinessProbe {
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final String STORE = "store";
  private static final int STORE_PORT = 6379;
  private static final String PONG = "+OK\r\n+PONG\r\n";

  /** By service, what answers 200 when it is ready. */
  private static final Map<String, String> PAGES =
      Map.of(
          "backend", ":5002/health/ready",
          "simulator", ":8089/health/ready",
          "gateway", ":8080/health/live",
          "prometheus", ":9090/-/ready");

  private final DockerEngine engine;
  private final OkHttpClient http;

  ReadinessProbe(DockerEngine engine, OkHttpClient http) {
    this.engine = engine;
    this.http = http.newBuilder().callTimeout(TIMEOUT).build();
  }

  /** Whether a component can be asked at all. */
  static boolean canAsk(Container container) {
    return container.address().isPresent()
        && (container.service().equals(STORE) || PAGES.containsKey(container.service()));
  }

  /**
   * Asks once.
   *
   * @throws IOException it does not listen, or cannot be reached from here
   */
  boolean isReady(Container container) throws IOException {
    var address = container.address().orElseThrow();
    if (container.service().equals(STORE)) {
      var password = Optional.ofNullable(engine.environment(container.id()).get("STORE_PASSWORD"));
      return password.isPresent()
          && answersPing(new InetSocketAddress(address, STORE_PORT), password.get());
    }
    var page = "http://" + address + PAGES.get(container.service());
    try (var response = http.newCall(new Request.Builder().url(page).build()).execute()) {
      return response.isSuccessful();
    }
  }

  /** A store that still loads its messages lets its users in, but refuses their commands. */
  static boolean answersPing(InetSocketAddress store, String password) throws IOException {
    try (var socket = new Socket()) {
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      socket.connect(store, (int) TIMEOUT.toMillis());
      var commands = command("AUTH", "backend", password) + command("PING");
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
      var answer = socket.getInputStream().readNBytes(PONG.length());
      return new String(answer, StandardCharsets.US_ASCII).equals(PONG);
    }
  }

  /** In the store's protocol: an array of strings, each with its length. */
  private static String command(String... words) {
    var command = new StringBuilder("*" + words.length + "\r\n");
    for (var word : words) {
      var length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    return command.toString();
  }
}
