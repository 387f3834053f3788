package switchboard.console.platform.kubernetes;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.platform.PlatformContract;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Names;

/** The contract, kept by a real cluster with real pods. */
@Tag("engine")
class KubernetesPlatformTest extends PlatformContract {
  @BeforeAll
  static void needsACluster() {
    RealCluster.assumeFree();
  }

  @Override
  protected Platform create() {
    return RealCluster.platform();
  }

  @Override
  protected void killBehindTheConsole(Instance replica) {
    try (var cluster = RealCluster.connect()) {
      cluster
          .client()
          .pods()
          .inNamespace(Names.NAMESPACE)
          .withName(replica.engineId())
          .withGracePeriod(0)
          .delete();
    } catch (StepFailed e) {
      throw new AssertionError(e);
    }
  }
}
