package switchboard.chat.config;

import java.time.Duration;

/**
 * The timeouts of a replica for its clients. Sizes are constants where they are enforced.
 *
 * @param request within which a new connection's first request, and the body of any request, has to
 *     be whole
 * @param idle after which a connection is closed on which nothing was read, or no request became
 *     whole; more than two pings
 * @param ping between two pings to a WebSocket's client
 * @param message within which a message that was begun over a WebSocket has to be whole
 * @param close within which a client has to take what is unsent, and the close frame after it
 * @param move within which a client that is asked to move has to have left
 * @param refresh between two refreshes of where the rooms stand, for what was missed in the log
 */
public record Limits(
    Duration request,
    Duration idle,
    Duration ping,
    Duration message,
    Duration close,
    Duration move,
    Duration refresh) {
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMillis(1_500),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));
}
