package switchboard.console.platform;

import java.util.Objects;
import java.util.Optional;

/**
 * What a launch starts.
 *
 * @param replicas 0 to {@value SystemState#MAX_REPLICAS}
 * @param fsync when the store flushes to the disk; empty for the platform's own choice. Only with
 *     {@link StoreDurability}; a running system keeps its store as it is.
 */
public record LaunchRequest(int replicas, Optional<Fsync> fsync) {
  public LaunchRequest {
    Objects.requireNonNull(fsync);
  }

  /** With the platform's own choice of everything else. */
  public static LaunchRequest of(int replicas) {
    return new LaunchRequest(replicas, Optional.empty());
  }
}
