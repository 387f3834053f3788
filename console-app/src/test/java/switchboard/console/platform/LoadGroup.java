package switchboard.console.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import switchboard.console.fault.UserImpact;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.session.Session;

/** Users of a real platform, and what they notice of what is done to it. */
public final class LoadGroup implements AutoCloseable {
  public static final Duration SOON = Duration.ofSeconds(90);

  /** Of the 99th percentile of requests; a warm system is far below it. */
  private static final double CALM_MILLIS = 300;

  private final Platform platform;
  private final Session session;

  /** When all users were there and the system was warm: a cold start's cost is not judged. */
  private LoadStats before;

  public LoadGroup(Platform platform) {
    this.platform = platform;
    session = new Session(platform, new OkHttpClient(), Clock.systemUTC());
    session.start();
  }

  public Session session() {
    return session;
  }

  public void launch(int replicas, LoadPlan plan) {
    done(session.launch(replicas, plan, step -> {}));
    awaitAll(replicas);
    await()
        .atMost(SOON)
        .until(() -> session.snapshot().load().filter(LoadGroup::isCalm).isPresent());
    before = done(session.load().stats());
  }

  private static boolean isCalm(LoadStats stats) {
    var lately = stats.latencyMillis().last10s();
    return lately.count() > 0 && lately.p99() < CALM_MILLIS;
  }

  /**
   * What the gateway answers to a request by plain HTTP at the port where users are, and where it
   * sends them: "200 ", "308 https://localhost:5173/".
   */
  public String plainAnswer() throws IOException {
    var gateway = platform.state().endpoints().orElseThrow().gateway();
    var plain = "http://" + gateway.getHost() + ":" + gateway.getPort() + "/";
    var client = new OkHttpClient.Builder().followRedirects(false).build();
    try (var answer = client.newCall(new Request.Builder().url(plain).build()).execute()) {
      return answer.code() + " " + answer.header("Location", "");
    }
  }

  /** Every user is connected, and this number of replicas has been ready for a while. */
  public void awaitAll(int replicas) {
    var from = Clock.systemUTC().instant().plusSeconds(4);
    await()
        .atMost(SOON)
        .until(
            () -> {
              var now = session.snapshot();
              return now.at().isAfter(from)
                  && now.system().readyBackends() == replicas
                  && now.load().filter(LoadStats::allConnected).isPresent();
            });
  }

  /** Kills a replica, and returns when its end is seen. */
  public void kill(String replica) {
    var before = lastExit(replica);
    done(session.faults().inject(new Kill(replica)));
    await().atMost(SOON).until(() -> !lastExit(replica).equals(before));
  }

  private Optional<Instance.Exit> lastExit(String replica) {
    return session.snapshot().system().instance(replica).flatMap(Instance::lastExit);
  }

  /** How often users have come back since all were there. */
  public long reconnects() {
    return done(session.load().stats()).reconnects() - before.reconnects();
  }

  /**
   * Lets the load come to rest; then nothing may have failed or been lost since all were there.
   *
   * @param reconnects the minimum, or the test has not tested anything
   */
  public LoadStats assertNobodyNoticed(int reconnects) {
    done(session.load().quiesce());
    await().atMost(SOON).until(() -> done(session.load().stats()).settled());
    var stats = done(session.load().stats());
    assertThat(reconnects()).isGreaterThanOrEqualTo(reconnects);
    assertThat(UserImpact.between(before, stats).reasons())
        .as(() -> "%s; the gateway: %s".formatted(stats.lastFailure(), gatewayLog()))
        .isEmpty();
    return stats;
  }

  /** What the gateway says of attempts that failed: without it a failure cannot be explained. */
  private List<LogLine> gatewayLog() {
    return platform.state().instances().stream()
        .filter(instance -> instance.role() == Role.GATEWAY)
        .flatMap(gateway -> platform.logs(gateway.name(), before.at()).stream())
        .toList();
  }

  @Override
  public void close() {
    session.close();
  }
}
