package switchboard.chat.gateway;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import switchboard.chat.Main;
import switchboard.chat.gateway.replicas.Address;
import switchboard.chat.gateway.replicas.Endpoint;

/** A real backend as a process of its own, so that it can be killed as a machine's failure does. */
public final class ChildReplica implements AutoCloseable {
  private final String name;
  private final Map<String, String> environment;
  private final int port;
  private Process process;

  public ChildReplica(String name, URI store) {
    this.name = name;
    this.port = freePort();
    this.environment =
        Map.of(
            "PORT",
            Integer.toString(port),
            "MANAGEMENT_PORT",
            "0",
            "STORE_URL",
            store.toString(),
            "JWT_SECRET",
            "a secret of the tests, 32 bytes or more",
            "ADMIN_TOKEN",
            RunningGateway.ADMIN_TOKEN,
            "REPLICA_NAME",
            name,
            "CGROUP_ROOT",
            "");
  }

  public ChildReplica start() {
    try {
      var builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx192m",
                  "-Xmn32m",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  Main.class.getName())
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"));
      builder.environment().putAll(environment);
      process = builder.start();
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Endpoint member() {
    return new Endpoint(name, new Address("127.0.0.1", port));
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
