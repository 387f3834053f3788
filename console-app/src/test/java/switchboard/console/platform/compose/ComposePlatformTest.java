package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformContract;
import switchboard.console.platform.StepFailed;

/** The contract, kept by a real engine with real containers. */
@Tag("engine")
class ComposePlatformTest extends PlatformContract {

  @BeforeAll
  static void needsAnEngineAndNoProjectThatRuns() {
    try (var engine = DockerEngine.connect(address(), Project.NAME)) {
      Assumptions.assumeTrue(
          engine.containers().stream().noneMatch(Container::alive),
          "a project '" + Project.NAME + "' runs already, and is not this test's to stop");
    } catch (StepFailed e) {
      Assumptions.abort(e.getMessage());
    }
  }

  private static EngineAddress address() throws StepFailed {
    return EngineAddress.find(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Path.of("/var/run/docker.sock"),
        false);
  }

  /** On ports of its own: a person's console may be open on the usual ones. */
  @Override
  protected Platform create() {
    return new ComposePlatform(
        new OkHttpClient(),
        Clock.systemUTC(),
        Map.of(
            "GATEWAY_PORT", freePort(),
            "SIMULATOR_PORT", freePort(),
            "PROMETHEUS_PORT", freePort()));
  }

  private static String freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected void killBehindTheConsole(Instance replica) throws IOException {
    try (var engine = DockerEngine.connect(address(), Project.NAME)) {
      var container = engine.inspect(replica.engineId()).orElseThrow();
      assertThat(ProcessHandle.of(container.pid()).orElseThrow().destroyForcibly()).isTrue();
    } catch (StepFailed e) {
      throw new AssertionError(e);
    }
  }
}
