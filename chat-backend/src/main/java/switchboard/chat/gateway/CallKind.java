package switchboard.chat.gateway;

/**
 * What a replica carries, counted apart: sockets live for hours and requests for milliseconds, so
 * one sum of both would send every request to whichever replica has the fewest sockets.
 */
enum CallKind {
  REQUESTS,
  SOCKETS
}
