package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LimitsContract;
import switchboard.console.platform.Platform;
import switchboard.console.platform.compose.engine.Container;

/** Limits of real containers. */
@Tag("engine")
class ComposeLimitsTest extends LimitsContract {
  @TempDir private Path folder;

  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  @Override
  protected Platform create() {
    return RealEngine.platform(folder.resolve("settings"));
  }

  @Override
  protected Limits inForce(Instance replica) throws Exception {
    return inspect(replica).limits().orElseThrow();
  }

  @Override
  protected URI management(Instance replica) throws Exception {
    return URI.create("http://" + inspect(replica).address().orElseThrow() + ":5002");
  }

  @Override
  protected String adminToken(Instance replica) throws IOException {
    var settings = new Properties();
    try (var reader = Files.newBufferedReader(folder.resolve("settings"))) {
      settings.load(reader);
    }
    return settings.getProperty("ADMIN_TOKEN");
  }

  private static Container inspect(Instance replica) throws Exception {
    try (var engine = RealEngine.connect()) {
      return engine.inspect(replica.engineId()).orElseThrow();
    }
  }

  @Test
  void limitsOutliveTheSystem() throws Exception {
    var half = new Limits(0.5, ROOMY.memoryBytes());
    done(platform().launch(LaunchRequest.of(1), step -> {}));
    done(limiting().limit(half, step -> {}));

    done(platform().stop(false, step -> {}));
    done(platform().launch(LaunchRequest.of(1), step -> {}));

    assertThat(limits()).containsExactly(half);
  }
}
