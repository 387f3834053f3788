package switchboard.chat.store.connection;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The address of the store and all connections to it, which it can cut. */
public final class StoreLink {
  /** Replies that may be outstanding on one connection. */
  private static final int MAX_OUTSTANDING = 16_384;

  private final Vertx vertx;
  private final String address;
  private final LoopLag lag;
  private final List<StoreConnection> connections = new ArrayList<>();
  private boolean cut;

  /** Zero while all connections are up; also read by others than the event loop. */
  private volatile long downSinceNanos = System.nanoTime();

  public StoreLink(Vertx vertx, URI address, LoopLag lag) {
    this.vertx = vertx;
    this.address = address.toString();
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
            .setConnectionString(address)
            .setMaxPoolSize(1)
            .setMaxWaitingHandlers(MAX_OUTSTANDING)
            .setPoolCleanerInterval(-1)
            .setPoolRecycleTimeout(-1)
            // The older protocol answers in arrays on every server version.
            .setProtocolNegotiation(false)
            .setNetClientOptions(
                new NetClientOptions()
                    .setConnectTimeout((int) StoreConnection.SILENCE_MILLIS)
                    .setTcpNoDelay(true)));
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

  /** A connection came up. */
  void up() {
    if (connections.stream().allMatch(StoreConnection::isOpen)) {
      downSinceNanos = 0;
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
