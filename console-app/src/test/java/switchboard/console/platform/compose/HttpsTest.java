package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.HttpsContract;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Platform;

@Tag("engine")
class HttpsTest extends HttpsContract {
  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  @Override
  protected Platform platform(Path folder) {
    return RealEngine.platform(
        folder.resolve("settings"), Map.of("XDG_CONFIG_HOME", folder.toString()));
  }

  @Override
  protected void assertStoreHasTls(boolean expected) throws Exception {
    assertThat(storeScheme()).isEqualTo(expected ? "rediss" : "redis");
  }

  @Test
  void replicaThatIsAddedToAnAdoptedSystemReachesTheStoreByTlsToo() throws Exception {
    done(crowd().session().launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));

    try (var next = platform(folder())) {
      done(next.launch(LaunchRequest.of(2), step -> {}));

      assertThat(next.state().instances()).extracting(Instance::name).contains("backend-2");
    }
  }

  /** As the running store was told. */
  private static String storeScheme() throws Exception {
    try (var engine = RealEngine.connect()) {
      return engine.containers().stream()
          .filter(each -> each.service().equals("store"))
          .map(each -> engine.environment(each.id()).get("STORE_SCHEME"))
          .findFirst()
          .orElseThrow();
    }
  }
}
