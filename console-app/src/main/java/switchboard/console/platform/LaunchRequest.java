package switchboard.console.platform;

import java.util.Objects;
import java.util.Optional;
import switchboard.console.tls.Tls;

/**
 * What a launch starts.
 *
 * @param replicas 0 to {@value SystemState#MAX_REPLICAS}
 * @param fsync when the store flushes to the disk; empty for the platform's own choice. Only with
 *     {@link StoreDurability}; a running system keeps its store as it is.
 * @param tls where the certificate of a gateway comes from that serves HTTPS; empty for what the
 *     platform is set to, which is HTTP. A running system keeps its gateway as it is.
 */
public record LaunchRequest(int replicas, Optional<Fsync> fsync, Optional<Tls> tls) {
  public LaunchRequest {
    Objects.requireNonNull(fsync);
    Objects.requireNonNull(tls);
  }

  /** With the platform's own choice of everything else. */
  public static LaunchRequest of(int replicas) {
    return new LaunchRequest(replicas, Optional.empty(), Optional.empty());
  }
}
