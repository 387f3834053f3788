package switchboard.chat;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A replica or a gateway as a process of its own, with a limited heap. */
public final class ServiceProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready on :(\\d+) after \\d+ ms");

  private final Path log;
  private final int managementPort;
  private final Process process;
  private final int port;

  /** Starts it on free ports; returns when it is ready. */
  public ServiceProcess(Class<?> main, int heapMebibytes, Map<String, String> variables) {
    try {
      log = Files.createTempFile("service", ".log");
      managementPort = freePort();
      var builder =
          new ProcessBuilder(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx" + heapMebibytes + "m",
                  "-XX:+ExitOnOutOfMemoryError",
                  "-cp",
                  System.getProperty("java.class.path"),
                  main.getName()));
      keepEncoding(builder);
      builder.environment().putAll(variables);
      builder.environment().put("PORT", "0");
      builder.environment().put("MANAGEMENT_PORT", Integer.toString(managementPort));
      process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> READY.matcher(output()).find());
    var ready = READY.matcher(output());
    if (!ready.find()) {
      throw new IllegalStateException(output());
    }
    port = Integer.parseInt(ready.group(1));
  }

  /** Leaves of the environment only what the JVM needs to find a class path with an ü in it. */
  static void keepEncoding(ProcessBuilder builder) {
    builder.environment().keySet().retainAll(Set.of("LC_ALL", "LC_CTYPE", "LANG"));
  }

  public int port() {
    return port;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks its management port, as an operator. */
  HttpResponse<String> manage(String method, String path, String body) {
    return Backend.exchange(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
            .header("Authorization", "Bearer " + Backend.ADMIN_TOKEN)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /** What it has logged. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The sum of a metric's samples, whatever their labels; 0 when there are none. */
  public double metric(String name) {
    return Backend.exchange(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/metrics")))
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  public Object metrics(String name) {
    return Backend.exchange(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/metrics")))
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .toList();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      Files.delete(log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
