package switchboard.console.platform;

import java.time.Instant;
import java.util.Objects;

/**
 * A gateway took a replica out, so that it gets nothing more, or in again.
 *
 * @param gateway which one, where there are several
 * @param out whether it took it out
 * @param notBefore by the console's clock
 * @param notAfter by the console's clock
 * @param reason why, as the end of a sentence that begins with the replica's name; may be empty
 */
public record GatewayEvent(
    String gateway,
    String replica,
    boolean out,
    Instant notBefore,
    Instant notAfter,
    String reason) {
  public GatewayEvent {
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(replica);
    Objects.requireNonNull(notBefore);
    Objects.requireNonNull(notAfter);
    Objects.requireNonNull(reason);
  }
}
