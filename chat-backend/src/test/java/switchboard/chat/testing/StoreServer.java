package switchboard.chat.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

/**
 * A real redis-server on a free loopback port, with an append-only file in a folder of its own, and
 * the user of the replicas, with the rules that every platform gives it. It can be killed and
 * started again on the same port with the same file; closing it ends the process and removes the
 * folder.
 */
public final class StoreServer implements AutoCloseable {
  /** The rules of the replicas' user in the store. */
  public static final Path RULES = Path.of("../compose/store/backend.acl");

  private static final String PASSWORD = "password-of-the-tests";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

  private final Path folder;
  private final Path data;
  private final String flush;
  private final Map<String, String> environment;
  private final Path executable;
  private final int port;
  private volatile Process process;

  private StoreServer(
      Path folder,
      Path data,
      String flush,
      Map<String, String> environment,
      Path executable,
      int port) {
    this.folder = folder;
    this.data = data;
    this.flush = flush;
    this.environment = environment;
    this.executable = executable;
    this.port = port;
  }

  /** Starts a store; waits until it accepts connections. */
  public static StoreServer start() {
    try {
      var folder = Files.createTempDirectory("store");
      return start(folder, folder, "always", Map.of());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Starts a store that has its file in a folder of the caller's.
   *
   * @param flush when the file is flushed to disk: {@code always} or {@code everysec}
   */
  public static StoreServer start(Path data, String flush) {
    return start(data, flush, Map.of());
  }

  /** As {@link #start(Path, String)}, with variables in the server's environment. */
  public static StoreServer start(Path data, String flush, Map<String, String> environment) {
    try {
      return start(Files.createTempDirectory("store"), data, flush, environment);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static StoreServer start(
      Path folder, Path data, String flush, Map<String, String> environment) {
    try {
      var executable = ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
      var server = new StoreServer(folder, data, flush, environment, executable, freePort());
      // Also when a test fails before it can close the store.
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      server.restart();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The URL for an operator, who may do everything. */
  public URI address() {
    return address("admin");
  }

  /** The URL for a replica, whose rules allow only what it uses. */
  public URI replicaAddress() {
    return address("backend");
  }

  private URI address(String user) {
    return URI.create("redis://" + user + ":" + PASSWORD + "@127.0.0.1:" + port);
  }

  private static String rules() throws IOException {
    return Files.readAllLines(RULES).stream()
        .filter(line -> !line.startsWith("#"))
        .collect(Collectors.joining(" "));
  }

  /** Starts the server again after {@link #kill}. */
  public void restart() throws IOException {
    var users = folder.resolve("users.conf");
    Files.writeString(
        users,
        """
        user default reset off
        user backend on >%1$s %2$s
        user admin on >%1$s ~* &* +@all
        """
            .formatted(PASSWORD, rules()));
    var builder =
        new ProcessBuilder(
                executable.toString(),
                users.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                flush,
                "--save",
                "")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile());
    builder.environment().putAll(environment);
    process = builder.start();
    Awaitility.await()
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(10))
        .until(this::accepts);
  }

  /** Copies what is on the store's disk now, to {@linkplain #restore put it back} later. */
  public Path backUp() throws IOException {
    var copy = Files.createDirectory(folder.resolve("backup"));
    copyFiles(data, copy);
    return copy;
  }

  /** Puts the disk of a killed server back to what it was: what came after the copy is lost. */
  public void restore(Path backup) throws IOException {
    for (var file : appendOnlyFiles(data)) {
      Files.delete(file);
    }
    copyFiles(backup, data);
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    for (var file : appendOnlyFiles(from)) {
      var copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  /**
   * A file in the folder itself, or several in a folder of theirs, as the server's version has it.
   */
  private static List<Path> appendOnlyFiles(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> folder.relativize(file).toString().startsWith("appendonly"))
          .toList();
    }
  }

  /** Ends the server as {@code kill -9} does; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Waits until the server has ended by itself, as one that flushes always does when it cannot
   * write.
   */
  public void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /** Freezes the server: its port accepts, and nothing is answered. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Unfreezes the server. */
  public void unfreeze() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public synchronized void close() {
    try {
      kill();
      if (!Files.exists(folder)) {
        return;
      }
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** A port that was free a moment ago. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
