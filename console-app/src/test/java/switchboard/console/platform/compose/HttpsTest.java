package switchboard.console.platform.compose;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import switchboard.console.platform.HttpsContract;
import switchboard.console.platform.Platform;

@Tag("engine")
class HttpsTest extends HttpsContract {
  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  @Override
  protected Platform platform(Path folder) {
    return RealEngine.platform(folder, Map.of("XDG_CONFIG_HOME", folder.toString()));
  }
}
