package switchboard.console.fault;

import java.time.Instant;
import java.util.Objects;

/**
 * That something happened, and how it is known. It happened within the two instants: no figure made
 * of it is finer than what lies between them.
 *
 * @param notBefore the last moment at which it was seen not to have happened yet
 * @param notAfter the first moment at which it was seen to have happened
 * @param method what saw it, to be read by the operator: "server-side p50 rose by 198 ms"
 */
public record Evidence(Instant notBefore, Instant notAfter, String method) {
  public Evidence {
    Objects.requireNonNull(method);
    if (notAfter.isBefore(notBefore)) {
      throw new IllegalArgumentException(notAfter + " is before " + notBefore);
    }
  }

  /**
   * Evidence of what happened after the one moment and up to the other; at the latter, where a
   * clock that was set back leaves nothing between.
   */
  public static Evidence between(Instant from, Instant until, String method) {
    return new Evidence(from.isBefore(until) ? from : until, until, method);
  }

  /** Whether it surely happened before the other: intervals that overlap have no order. */
  public boolean isBefore(Evidence other) {
    return notAfter.isBefore(other.notBefore);
  }
}
