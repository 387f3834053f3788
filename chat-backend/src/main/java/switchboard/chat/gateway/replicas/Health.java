package switchboard.chat.gateway.replicas;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which replicas may be chosen. A replica that fails a call is taken out at once; a probe
 * restores it: any answer to an HTTP request on the API port, whatever its status, proves that the
 * backend is ready (it binds that port only then) and that its event loop runs. An accepted TCP
 * connection proves neither: the kernel accepts for a frozen process too.
 *
 * <p>A frozen replica refuses nothing, so silence counts as well: one that owes an answer and has
 * sent nothing for a second is probed, and is out when it does not answer the probe either. A
 * replica that is merely slow answers something and so stays available.
 */
public final class Health implements AutoCloseable {
  public static final Duration TICK = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final int SILENT_TICKS = 2;
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(1);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

  /** Is answered without the store. */
  private static final String PROBE_PATH = "/api/replica";

  private final Vertx vertx;
  private final Replicas replicas;
  private final ReplicaEvents events;
  private final HttpClient client;
  private final Map<Upstream, Integer> silentTicks = new HashMap<>();
  private final Set<Upstream> probing = new HashSet<>();
  private final Set<Upstream> known = new HashSet<>();
  private boolean closed;

  /**
   * @param events receives what becomes of replicas
   */
  public Health(Vertx vertx, Replicas replicas, ReplicaEvents events) {
    this.vertx = vertx;
    this.replicas = replicas;
    this.events = events;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) PROBE_TIMEOUT.toMillis()));
  }

  /** Replaces the set of replicas; new ones become available with their first answer. */
  public void replace(List<Endpoint> wanted) {
    replicas.replace(wanted);
    for (var member : replicas.members()) {
      if (!member.up() && probing.add(member)) {
        probeUntilUp(member, FIRST_RETRY);
      }
    }
  }

  /** Takes a replica out that failed a call, until it answers a probe. */
  void failed(Upstream replica, String what) {
    if (replica.up()) {
      replica.up(false);
      events.takenOut(replica, what);
      LOG.warn("{} {}: taken out, next try in {} ms", replica, what, FIRST_RETRY.toMillis());
      if (probing.add(replica)) {
        vertx.setTimer(
            FIRST_RETRY.toMillis(), id -> probeUntilUp(replica, FIRST_RETRY.multipliedBy(2)));
      }
    }
  }

  /** To be called every {@link #TICK}. */
  public void tick() {
    var all = replicas.all();
    silentTicks.keySet().retainAll(all);
    known.retainAll(all);
    for (var replica : all) {
      for (var load : CallKind.values()) {
        replica.running(load).forEach(ActiveCall::tick);
      }
      if (!replica.wasSilent() || !replica.up()) {
        silentTicks.remove(replica);
      } else if (silentTicks.merge(replica, 1, Integer::sum) == SILENT_TICKS) {
        probeSilent(replica);
      }
    }
  }

  private void probeSilent(Upstream replica) {
    probe(
        replica,
        () -> silentTicks.remove(replica),
        () -> {
          if (replica.up() && silentTicks.getOrDefault(replica, 0) >= SILENT_TICKS) {
            failed(replica, "has been silent for 2 s");
            for (var load : CallKind.values()) {
              replica.running(load).forEach(ActiveCall::replicaLost);
            }
          }
          silentTicks.remove(replica);
        });
  }

  private void probeUntilUp(Upstream replica, Duration nextWait) {
    if (closed || replica.draining()) {
      probing.remove(replica);
      return;
    }
    probe(
        replica,
        () -> {
          probing.remove(replica);
          events.takenIn(replica);
          LOG.info("{} is {}", replica, known.add(replica) ? "in" : "back");
          replicas.markUp(replica);
        },
        () -> {
          var twice = nextWait.multipliedBy(2);
          vertx.setTimer(
              nextWait.toMillis(),
              id -> probeUntilUp(replica, twice.compareTo(LAST_RETRY) < 0 ? twice : LAST_RETRY));
        });
  }

  private void probe(Upstream replica, Runnable answered, Runnable unanswered) {
    client
        .request(replica.call(HttpMethod.GET, PROBE_PATH).setTimeout(PROBE_TIMEOUT.toMillis()))
        .compose(request -> request.send().compose(response -> response.end()))
        .timeout(PROBE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            done -> {
              replica.heard();
              answered.run();
            },
            failure -> unanswered.run());
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
