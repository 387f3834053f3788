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
import java.util.List;
import java.util.Map;
import switchboard.chat.testing.StoreServer;

/**
 * The real backend as a process of its own, which can be killed and started again on the same
 * ports.
 */
final class BackendProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final StoreServer store;
  private final int port = freePort();
  private final int managementPort = freePort();
  private Process process;

  BackendProcess(StoreServer store) throws IOException {
    this.store = store;
    start();
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
                "switchboard.chat.Main"));
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT", Integer.toString(port),
                "MANAGEMENT_PORT", Integer.toString(managementPort),
                "STORE_URL", store.replicaAddress().toString(),
                "JWT_SECRET", "a secret of the tests, 32 bytes or more",
                "ADMIN_TOKEN", "admin-token-of-the-tests",
                "REPLICA_NAME", "backend-1",
                "CGROUP_ROOT", ""));
    process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    await().atMost(START_TIMEOUT).pollInterval(Duration.ofMillis(50)).until(this::isReady);
  }

  private boolean isReady() {
    var ready = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Ends it as {@code kill -9} does; returns when it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
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
