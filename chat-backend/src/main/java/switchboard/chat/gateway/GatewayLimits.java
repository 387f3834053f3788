package switchboard.chat.gateway;

import java.time.Duration;

/**
 * The gateway's timeouts for clients and replicas, and how many handshakes it admits at once. Sizes
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
   * The production values. A killed replica is back within two seconds, on a busy machine within
   * four. It answers a handshake in about a millisecond; more of them than a few are better queued
   * here.
   */
  static final GatewayLimits DEFAULT =
      new GatewayLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(120),
          64,
          Duration.ofSeconds(10));
}
