package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.LoadGroup;
import switchboard.console.tls.Authority;

/** nginx serves HTTPS, and everybody comes by it. */
@Tag("engine")
class HttpsTest {
  /** Users who write often, so that each soon notices an outage. */
  private static final LoadPlan TALKATIVE = new LoadPlan(100, 100, 60, 10, 6);

  @TempDir private Path folder;
  private LoadGroup crowd;

  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  @BeforeEach
  void start() {
    crowd =
        new LoadGroup(
            RealEngine.platform(
                folder.resolve("settings"), Map.of("XDG_CONFIG_HOME", folder.toString())));
    crowd.session().serve(Optional.of(new Authority(folder.resolve("authority"))));
  }

  @AfterEach
  void close() {
    if (crowd != null) {
      crowd.close();
    }
  }

  @Test
  void usersWhoComeByHttpsNoticeNothingOfAKill() throws Exception {
    crowd.launch(2, TALKATIVE);
    assertThat(storeScheme()).isEqualTo("rediss");
    var gateway = crowd.session().platform().state().endpoints().orElseThrow().gateway();
    assertThat(gateway).hasScheme("https");

    done(crowd.session().kill("backend-2"));
    crowd.awaitLoss();
    crowd.awaitAll(2);

    assertThat(crowd.plainAnswer()).isEqualTo("308 " + gateway + "/");
    crowd.assertNobodyNoticed(1);
  }

  @Test
  void launchWithoutACertificateServesHttpAgainAndTheStoreIsPlain() throws Exception {
    var session = crowd.session();
    done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));
    done(session.stop(false, step -> {}));

    session.serve(Optional.empty());
    done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));

    assertThat(crowd.plainAnswer()).isEqualTo("200 ");
    assertThat(storeScheme()).isEqualTo("redis");
  }

  @Test
  void replicaThatIsAddedToAnAdoptedSystemReachesTheStoreByTlsToo() throws Exception {
    var environment = Map.of("XDG_CONFIG_HOME", folder.toString());
    done(crowd.session().launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));

    try (var next = RealEngine.platform(folder.resolve("settings"), environment)) {
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
