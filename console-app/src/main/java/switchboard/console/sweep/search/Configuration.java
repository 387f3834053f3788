package switchboard.console.sweep.search;

import java.util.Locale;
import java.util.Objects;
import switchboard.console.platform.Limits;
import switchboard.console.text.Format;

/** A size of the system: a number of replicas, and the limits of each. */
public record Configuration(int replicas, Limits limits) {
  static final long MEBIBYTE = 1L << 20;

  public Configuration {
    Objects.requireNonNull(limits);
  }

  /** "2 replicas × 0.35 cores × 256 MiB". */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s × %.2f cores × %d MiB",
        Format.replicas(replicas),
        limits.cpus(),
        limits.memoryBytes() / MEBIBYTE);
  }

  /** "2 × 0.35 cores × 256 MiB", where it is clear that replicas are meant. */
  public String shortText() {
    return text().replaceFirst(" replicas?", "");
  }

  /** Whether this has no more of anything than another one. */
  boolean isWithin(Configuration other) {
    return replicas <= other.replicas
        && limits.cpus() <= other.limits.cpus()
        && limits.memoryBytes() <= other.limits.memoryBytes();
  }
}
