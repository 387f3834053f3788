package switchboard.chat.store.connection;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The address of the store and all connections to it, which it can cut. */
public final class StoreLink {
  private static final Logger LOG = LoggerFactory.getLogger(StoreLink.class);

  /** Replies that may be outstanding on one connection. */
  private static final int MAX_OUTSTANDING = 16_384;

  private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  private final Vertx vertx;
  private final StoreAddress address;
  private final LoopLag lag;
  private final List<StoreConnection> connections = new ArrayList<>();
  private boolean cut;

  /** Zero while all connections are up; also read by others than the event loop. */
  private volatile long downSinceNanos = System.nanoTime();

  /** Likewise read by others. */
  private volatile Optional<String> tlsProblem = Optional.empty();

  private Optional<String> loggedProblem = Optional.empty();

  public StoreLink(Vertx vertx, StoreAddress address, LoopLag lag) {
    this.vertx = vertx;
    this.address = address;
    this.lag = lag;
  }

  /**
   * A connection, which is not open yet.
   *
   * @param greeting what to do on every new connection before anything else may use it
   */
  public StoreConnection connection(String name, Function<RedisConnection, Future<?>> greeting) {
    var connection = new StoreConnection(vertx, this, lag, name, greeting);
    connections.add(connection);
    return connection;
  }

  /**
   * A client of its own for each connection: only closing the client surely closes a hung
   * connection.
   */
  Redis client() {
    return Redis.createClient(
        vertx,
        new RedisOptions()
            .setConnectionString(address.url().toString())
            .setMaxPoolSize(1)
            .setMaxWaitingHandlers(MAX_OUTSTANDING)
            .setPoolCleanerInterval(-1)
            .setPoolRecycleTimeout(-1)
            // The older protocol answers in arrays on every server version.
            .setProtocolNegotiation(false)
            .setNetClientOptions(netOptions()));
  }

  private NetClientOptions netOptions() {
    var options =
        new NetClientOptions()
            .setConnectTimeout((int) StoreConnection.SILENCE_MILLIS)
            .setTcpNoDelay(true);
    address
        .trust()
        .ifPresent(
            trust ->
                options
                    .setSsl(true)
                    .setEnabledSecureTransportProtocols(TLS_VERSIONS)
                    .setTrustOptions(TrustOptions.wrap(trust))
                    // Has the name checked against that of the address.
                    .setHostnameVerificationAlgorithm("HTTPS"));
    return options;
  }

  boolean isCut() {
    return cut;
  }

  public void setCut(boolean cut) {
    this.cut = cut;
    if (cut) {
      connections.forEach(connection -> connection.drop("cut by a fault"));
    }
  }

  /** A connection could not be made. */
  void failed(Throwable failure) {
    report(UntrustedStore.explain(failure));
  }

  /** The store said nothing to one that connected. */
  void silent() {
    report(address.trust().map(expected -> UntrustedStore.SILENT));
  }

  /** What TLS objects to is logged once until all connections are up. */
  private void report(Optional<String> problem) {
    tlsProblem = problem;
    if (problem.isPresent() && !problem.equals(loggedProblem)) {
      loggedProblem = problem;
      LOG.warn("There is no connection to the store. {}", problem.get());
    }
  }

  /** Why the latest attempt to connect had no TLS; empty when it had another result. */
  public Optional<String> tlsProblem() {
    return tlsProblem;
  }

  /** A connection came up. */
  void up() {
    if (connections.stream().allMatch(StoreConnection::isOpen)) {
      downSinceNanos = 0;
      tlsProblem = Optional.empty();
      loggedProblem = Optional.empty();
    }
  }

  /** A connection went down; the store was last heard on it at {@code sinceNanos}. */
  void down(long sinceNanos) {
    if (downSinceNanos == 0) {
      downSinceNanos = sinceNanos;
    }
  }

  /** Whether any connection is down. */
  public boolean isDown() {
    return downSinceNanos != 0;
  }

  /** How long any connection has been down; zero when all are up. */
  public Duration outage() {
    long since = downSinceNanos;
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  public void close() {
    connections.forEach(StoreConnection::close);
  }
}
