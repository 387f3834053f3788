package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.LoadGroup;
import switchboard.console.tls.Authority;

/** The gateways of a cluster serve HTTPS, and everybody comes by it. */
@Tag("engine")
class HttpsTest {
  /** Users who write often, so that each soon notices an outage. */
  private static final LoadPlan TALKATIVE = new LoadPlan(100, 100, 60, 10, 6);

  @TempDir private Path folder;
  private LoadGroup crowd;

  @BeforeAll
  static void needsACluster() {
    RealCluster.assumeFree();
  }

  @BeforeEach
  void start() {
    crowd = new LoadGroup(RealCluster.platform());
    crowd.session().serve(Optional.of(new Authority(folder.resolve("authority"))));
  }

  @AfterEach
  void close() {
    if (crowd != null) {
      crowd.close();
    }
  }

  @Test
  void usersWhoComeByHttpsNoticeNothingOfAKill() throws IOException {
    crowd.launch(2, TALKATIVE);
    var gateway = crowd.session().platform().state().endpoints().orElseThrow().gateway();
    assertThat(gateway).hasScheme("https");

    done(crowd.session().faults().inject(new Kill("backend-2")));
    crowd.awaitLoss();
    crowd.awaitAll(2);

    assertThat(crowd.plainAnswer()).isEqualTo("308 " + gateway + "/");
    crowd.assertNobodyNoticed(1);
  }
}
