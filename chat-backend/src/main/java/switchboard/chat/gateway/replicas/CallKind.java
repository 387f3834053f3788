package switchboard.chat.gateway.replicas;

/**
 * The kinds of load, counted separately: sockets live for hours and requests for milliseconds, so
 * one sum of both would send every request to the replica with the fewest sockets.
 */
public enum CallKind {
  REQUESTS,
  SOCKETS
}
