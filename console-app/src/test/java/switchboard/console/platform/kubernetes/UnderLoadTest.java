package switchboard.console.platform.kubernetes;

import static switchboard.console.Outcomes.done;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LoadGroup;

/** What users notice of what an operator does to a cluster: nothing. */
@Tag("engine")
class UnderLoadTest {
  private static final int USERS = 1_000;

  private LoadGroup crowd;

  @BeforeAll
  static void needsACluster() {
    RealCluster.assumeFree();
  }

  @BeforeEach
  void start() {
    crowd = new LoadGroup(RealCluster.platform());
  }

  @AfterEach
  void close() {
    crowd.close();
  }

  @Test
  void scalingAKillAndNewLimitsCostNobodyAnything() {
    var session = crowd.session();
    crowd.launch(1, LoadPlan.DEFAULT.withUsers(USERS));

    done(session.replicas().scale(4, step -> {}));
    crowd.awaitAll(4);
    done(session.replicas().scale(2, step -> {}));
    crowd.awaitAll(2);
    crowd.kill("backend-1");
    crowd.awaitAll(2);
    done(session.replicas().limit(new Limits(0.8, 320L << 20), step -> {}));
    crowd.awaitAll(2);

    crowd.assertNobodyNoticed(1);
  }
}
