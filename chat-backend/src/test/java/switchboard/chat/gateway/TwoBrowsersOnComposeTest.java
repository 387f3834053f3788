package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** On containers, behind nginx, from the files that a person would use. */
class TwoBrowsersOnComposeTest extends TwoBrowsersContract {
  private static final Path COMPOSE_FILE = Path.of("../compose/compose.yaml");

  /** Beside a system of a person's. */
  private static final List<String> COMPOSE =
      List.of("docker", "compose", "-p", "switchboard-browsers", "-f", COMPOSE_FILE.toString());

  private final Map<String, String> settings =
      Map.of(
          "GATEWAY_PORT", freePort(),
          "STORE_PASSWORD", secret(),
          "JWT_SECRET", secret(),
          "ADMIN_TOKEN", secret(),
          "GRAFANA_PASSWORD", secret());

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

  @Override
  void startSystem() throws Exception {
    assumeTrue(works("docker", "compose", "version"), "This test needs Docker Compose.");
    assumeTrue(works("docker", "info"), "This test needs Docker Engine: start it.");
    opened(() -> compose("down", "--volumes"));
    compose("up", "--detach", "--wait", "--scale", "backend=2", "store", "backend", "gateway");
  }

  @Override
  URI gateway() {
    return URI.create("http://127.0.0.1:" + settings.get("GATEWAY_PORT"));
  }

  /** A replica's name in a container is the container's host name, which is its id. */
  @Override
  void kill(String replica) throws Exception {
    var pid = run(List.of("docker", "inspect", "--format", "{{.State.Pid}}", replica)).strip();
    assertThat(Files.readString(Path.of("/proc", pid, "cgroup"))).contains(replica);
    assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();
  }

  private void compose(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(COMPOSE);
    command.addAll(List.of(arguments));
    run(command);
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(settings);
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
