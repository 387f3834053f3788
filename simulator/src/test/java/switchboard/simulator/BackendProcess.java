package switchboard.simulator;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import switchboard.chat.testing.StoreServer;

/**
 * A real replica, or the real gateway, as a process of its own, which can be killed and started
 * again on the same ports.
 */
final class BackendProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private static final String ADMIN_TOKEN = "admin-token-of-the-tests";

  private final String main;
  private final Map<String, String> settings;
  private final int port = freePort();
  private final int managementPort = freePort();
  private Process process;

  private BackendProcess(String main, Map<String, String> settings) {
    this.main = main;
    this.settings = settings;
  }

  /** A replica that is not started. */
  static BackendProcess replica(StoreServer store, String name) {
    return new BackendProcess(
        "switchboard.chat.Main",
        Map.of(
            "STORE_URL",
            store.replicaAddress().toString(),
            "JWT_SECRET",
            "a secret of the tests, 32 bytes or more",
            "SESSIONS_PER_ADDRESS",
            "10000",
            "REPLICA_NAME",
            name,
            "CGROUP_ROOT",
            ""));
  }

  /** The gateway of replicas that may be started later; it is not started. */
  static BackendProcess gateway(List<BackendProcess> replicas) {
    return gateway(replicas, Map.of());
  }

  /** Likewise, with further settings. */
  static BackendProcess gateway(List<BackendProcess> replicas, Map<String, String> further) {
    var settings = new HashMap<>(further);
    settings.put(
        "REPLICAS",
        replicas.stream()
            .map(each -> each.settings.get("REPLICA_NAME") + "=127.0.0.1:" + each.port)
            .collect(Collectors.joining(",")));
    return new BackendProcess("switchboard.chat.gateway.GatewayMain", settings);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Returns when it is ready. */
  void start() throws IOException {
    var java = ProcessHandle.current().info().command().orElseThrow();
    var builder =
        new ProcessBuilder(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    builder.environment().putAll(settings);
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT", Integer.toString(port),
                "MANAGEMENT_PORT", Integer.toString(managementPort),
                "ADMIN_TOKEN", ADMIN_TOKEN));
    process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    await().atMost(START_TIMEOUT).pollInterval(Duration.ofMillis(50)).until(this::isReady);
  }

  private boolean isReady() {
    try {
      return ask("/health/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> ask(String path) throws IOException {
    var uri = URI.create("http://127.0.0.1:" + managementPort + path);
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** The value of a metric without labels; empty when it does not say. */
  OptionalDouble metric(String name) {
    try {
      return ask("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst();
    } catch (IOException busy) {
      return OptionalDouble.empty();
    }
  }

  /** Ends it as {@code kill -9} does; returns when it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }

  /** A port that was free a moment ago. */
  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
