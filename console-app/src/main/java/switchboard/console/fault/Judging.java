package switchboard.console.fault;

import java.time.Instant;
import java.util.Objects;

/**
 * A fault whose verdict is not out yet.
 *
 * @param at when it began
 * @param recovered whether only its aftermath is still watched
 */
public record Judging(Fault fault, Instant at, boolean recovered) {
  public Judging {
    Objects.requireNonNull(fault);
    Objects.requireNonNull(at);
  }
}
