package switchboard.console.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.load.LoadPlan;
import switchboard.console.tls.Authority;

/** The gateway of every platform serves HTTPS, and everybody comes by it. */
public abstract class HttpsContract {
  /** Users who write often, so that each soon notices an outage. */
  private static final LoadPlan TALKATIVE = new LoadPlan(100, 100, 60, 10, 6);

  @TempDir private Path folder;
  private LoadGroup crowd;

  /**
   * A platform on which nothing runs.
   *
   * @param folder for its files
   */
  protected abstract Platform platform(Path folder);

  /** Where the store is reached by a network, it has TLS when the gateway has. */
  protected void assertStoreHasTls(boolean expected) throws Exception {}

  /** How many users lose their connection to a replica that is killed, at least. */
  protected int disconnectedByAKill() {
    return 1;
  }

  protected final LoadGroup crowd() {
    return crowd;
  }

  protected final Path folder() {
    return folder;
  }

  @BeforeEach
  void start() {
    crowd = new LoadGroup(platform(folder));
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
    var gateway = crowd.session().platform().state().endpoints().orElseThrow().gateway();
    assertThat(gateway).hasScheme("https");
    assertStoreHasTls(true);

    crowd.kill("backend-2");
    crowd.awaitAll(2);

    assertThat(crowd.plainAnswer()).isEqualTo("308 " + gateway + "/");
    crowd.assertNobodyNoticed(disconnectedByAKill());
  }

  @Test
  void launchWithoutACertificateServesHttpAgain() throws Exception {
    var session = crowd.session();
    done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));
    done(session.stop(false, step -> {}));

    session.serve(Optional.empty());
    done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));

    assertThat(crowd.plainAnswer()).isEqualTo("200 ");
    assertStoreHasTls(false);
  }
}
