package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.LoadGroup;
import switchboard.console.tls.Authority;

/** The gateway serves HTTPS, and everybody comes by it. */
@Tag("engine")
class HttpsTest {
  /** Users who write often, so that each soon notices an outage. */
  private static final LoadPlan TALKATIVE = new LoadPlan(100, 100, 60, 10, 6);

  @TempDir private Path folder;
  private LoadGroup crowd;

  @BeforeEach
  void start() {
    crowd =
        new LoadGroup(
            new LocalPlatform(
                new OkHttpClient(), Clock.systemUTC(), () -> LocalPlatform.Options.DEFAULT));
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

  @Test
  void launchWithoutACertificateServesHttpAgain() throws IOException {
    var session = crowd.session();
    done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));
    done(session.stop(false, step -> {}));

    session.serve(Optional.empty());
    done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));

    assertThat(crowd.plainAnswer()).isEqualTo("200 ");
  }
}
