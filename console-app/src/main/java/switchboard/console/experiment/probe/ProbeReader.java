package switchboard.console.experiment.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import switchboard.console.platform.Instance;
import switchboard.console.session.Session;
import switchboard.console.tls.TrustingClient;
import switchboard.console.verdict.Population;

/** Asks what probes ask. Any thread may call. */
public final class ProbeReader implements AutoCloseable {
  /** Longer is as good as no answer to whoever waits for one. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Session session;
  private final Supplier<Optional<Population>> users;
  private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(TIMEOUT).build();

  /** For a gateway that serves HTTPS; made when one is asked, for its authority is there then. */
  private Optional<OkHttpClient> trusting = Optional.empty();

  /**
   * @param users what they met in the last ten seconds, if that is known
   */
  public ProbeReader(Session session, Supplier<Optional<Population>> users) {
    this.session = session;
    this.users = users;
  }

  /** The answer; empty without one. */
  public OptionalDouble read(Probe.Source source) {
    return switch (source) {
      case Probe.Users asked ->
          users.get().map(met -> met.value(asked.figure())).orElseGet(OptionalDouble::empty);
      case Probe.Query asked -> session.figures().query(asked.promql());
      case Probe.Http asked -> failed(asked);
      case Probe.Engine asked -> OptionalDouble.of(count(asked));
    };
  }

  private OptionalDouble failed(Probe.Http asked) {
    var endpoints = session.platform().state().endpoints();
    if (endpoints.isEmpty()) {
      return OptionalDouble.empty();
    }
    var gateway = endpoints.get().gateway().toString();
    var client = endpoints.get().servesHttps() ? trusting() : http;
    var request = new Request.Builder().url(gateway.replaceFirst("/$", "") + asked.path()).build();
    var failed = 0;
    for (var i = 0; i < asked.requests(); i++) {
      failed += succeeds(client, request) ? 0 : 1;
    }
    return OptionalDouble.of(failed);
  }

  private synchronized OkHttpClient trusting() {
    if (trusting.isEmpty()) {
      trusting = Optional.of(TrustingClient.of(http, session.trusted()));
    }
    return trusting.get();
  }

  private static boolean succeeds(OkHttpClient client, Request request) {
    try (var answer = client.newCall(request).execute()) {
      return answer.isSuccessful();
    } catch (IOException e) {
      return false;
    }
  }

  private double count(Probe.Engine asked) {
    var replicas = session.platform().state().backends();
    return switch (asked) {
      case REPLICAS -> replicas.size();
      case READY_REPLICAS -> replicas.stream().filter(Instance::isReady).count();
      case RESTARTS -> replicas.stream().mapToInt(Instance::restarts).sum();
    };
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
