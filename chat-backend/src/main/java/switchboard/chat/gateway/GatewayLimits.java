package switchboard.chat.gateway;

import java.time.Duration;

/**
 * How long the gateway waits for its clients and replicas, and how many it lets in at once. Sizes
 * are constants where they are enforced.
 *
 * @param failover how long after it came a call still waits for a replica before it is answered 503
 * @param request within which a new connection's first request, and the body of any request, has to
 *     be whole
 * @param idle after which a connection is closed on which nothing happened, or no request became
 *     whole; longer than the pings of a WebSocket are apart
 * @param handshakes under way at once; more wait for their turn
 * @param turn how long a handshake waits for its turn while there are replicas
 */
record GatewayLimits(
    Duration failover, Duration request, Duration idle, int handshakes, Duration turn) {
  /**
   * A killed replica is back within two seconds, on a busy machine within four. It answers a
   * handshake in about a millisecond; more of them than a few are better queued here.
   */
  static final GatewayLimits DEFAULT =
      new GatewayLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(120),
          64,
          Duration.ofSeconds(10));
}
