package switchboard.chat.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import switchboard.chat.testing.Commands;

/**
 * Replicas on containers behind nginx, from the files that a person would use, beside a system of
 * that person's.
 */
public final class ComposeSystem implements AutoCloseable {
  private static final Path COMPOSE_FILE = Path.of("../compose/compose.yaml");

  private final List<String> command;
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "GATEWAY_PORT", freePort(),
              "STORE_PASSWORD", secret(),
              "JWT_SECRET", secret(),
              "ADMIN_TOKEN", secret(),
              "GRAFANA_PASSWORD", secret()));

  private ComposeSystem(String project, Map<String, String> settings) {
    command = List.of("docker", "compose", "-p", project, "-f", COMPOSE_FILE.toString());
    this.settings.putAll(settings);
  }

  /** Starts two replicas; skips the test where there is no engine. */
  public static ComposeSystem start(String project, Map<String, String> settings) throws Exception {
    assumeTrue(Commands.works("docker", "compose", "version"), "This test needs Docker Compose.");
    assumeTrue(Commands.works("docker", "info"), "This test needs Docker Engine: start it.");
    var system = new ComposeSystem(project, settings);
    try {
      system.compose(
          "up", "--detach", "--wait", "--scale", "backend=2", "store", "backend", "gateway");
    } catch (IOException | AssertionError failure) {
      system.close();
      throw failure;
    }
    return system;
  }

  public URI gateway() {
    return URI.create("http://127.0.0.1:" + settings.get("GATEWAY_PORT"));
  }

  @Override
  public void close() throws IOException {
    compose("down", "--volumes");
  }

  private void compose(String... arguments) throws IOException {
    var whole = new ArrayList<>(command);
    whole.addAll(List.of(arguments));
    run(whole);
  }

  /** What a command printed; fails when it does. */
  public String run(List<String> line) throws IOException {
    return Commands.run(line, settings);
  }

  private static String freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String secret() {
    var secret = new byte[24];
    RandomGenerator.getDefault().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
