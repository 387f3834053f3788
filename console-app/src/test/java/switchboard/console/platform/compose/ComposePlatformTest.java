package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformContract;
import switchboard.console.platform.base.StepFailed;

/** The contract, kept by a real engine with real containers. */
@Tag("engine")
class ComposePlatformTest extends PlatformContract {
  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  @TempDir private Path folder;

  @Override
  protected Platform create() {
    return RealEngine.platform(folder.resolve("settings"));
  }

  @Override
  protected void killBehindTheConsole(Instance replica) {
    try (var engine = RealEngine.connect()) {
      var container = engine.inspect(replica.engineId()).orElseThrow();
      assertThat(ProcessHandle.of(container.pid()).orElseThrow().destroyForcibly()).isTrue();
    } catch (IOException | InterruptedException | StepFailed e) {
      throw new AssertionError(e);
    }
  }
}
