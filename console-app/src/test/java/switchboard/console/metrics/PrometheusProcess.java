package switchboard.console.metrics;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus on a free port of the loopback, with its data in a folder of the test. */
public final class PrometheusProcess implements AutoCloseable {
  private final Process process;
  private final URI url;

  private PrometheusProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Skips the test that calls this, saying what to install, when a program is missing. */
  public static void assumeInstalled() {
    for (String program : List.of("prometheus", "promtool")) {
      boolean found =
          Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      Assumptions.assumeTrue(found, program + " is not on the PATH: apt-get install prometheus");
    }
  }

  public static PrometheusProcess start(Path folder, String configuration) throws IOException {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration);
    int port = freePort();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=100y",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=error")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    PrometheusProcess started =
        new PrometheusProcess(process, URI.create("http://127.0.0.1:" + port));
    try {
      await().atMost(Duration.ofSeconds(30)).until(started::ready);
    } catch (RuntimeException e) {
      started.close();
      throw new IOException(
          "Prometheus did not start: " + Files.readString(folder.resolve("prometheus.log")), e);
    }
    return started;
  }

  /** Runs a program to its end. */
  public static void run(Path log, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
    }
  }

  public URI url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean ready() {
    Request request = new Request.Builder().url(url + "/-/ready").build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return response.isSuccessful();
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
