package switchboard.console.platform.compose;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Assumptions;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;
import switchboard.console.platform.compose.engine.EngineAddress;

/** The Docker Engine of this machine, for the tests that need one. */
final class RealEngine {
  private RealEngine() {}

  /** Skips the test with the reason when there is no engine, or a person's system on it. */
  static void assumeFree() {
    try (var engine = connect()) {
      Assumptions.assumeTrue(
          engine.containers().stream().noneMatch(Container::alive),
          "a project '" + Project.NAME + "' runs already, and is not this test's to stop");
    } catch (StepFailed e) {
      Assumptions.abort(e.getMessage());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static DockerEngine connect() throws IOException, InterruptedException, StepFailed {
    return DockerEngine.connect(
        EngineAddress.find(System.getenv()), ComposeFiles.find().installation());
  }

  /**
   * On ports of its own: a person's console may be open on the usual ones.
   *
   * @param settings instead of a user's; created where there are none
   */
  static ComposePlatform platform(Path settings) {
    return platform(settings, Map.of());
  }

  /**
   * Likewise.
   *
   * @param more variables of the environment
   */
  static ComposePlatform platform(Path settings, Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.putAll(
        Map.of(
            "GATEWAY_PORT",
            freePort(),
            "SIMULATOR_PORT",
            freePort(),
            "PROMETHEUS_PORT",
            freePort(),
            "COMPOSE_ENV_FILES",
            settings.toString()));
    return new ComposePlatform(new OkHttpClient(), Clock.systemUTC(), environment);
  }

  private static String freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
