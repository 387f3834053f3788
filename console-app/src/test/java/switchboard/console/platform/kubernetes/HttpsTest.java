package switchboard.console.platform.kubernetes;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import switchboard.console.platform.HttpsContract;
import switchboard.console.platform.Platform;

@Tag("engine")
class HttpsTest extends HttpsContract {
  @BeforeAll
  static void needsACluster() {
    RealCluster.assumeFree();
  }

  @Override
  protected Platform platform(Path folder) {
    return RealCluster.platform();
  }

  /** A kubelet gives every pod 2 s to end, in which its users move. */
  @Override
  protected int disconnectedByAKill() {
    return 0;
  }
}
