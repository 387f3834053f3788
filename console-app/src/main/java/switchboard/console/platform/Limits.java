package switchboard.console.platform;

import java.util.Locale;
import java.util.Optional;
import switchboard.console.Failure;

/**
 * The limits of one replica.
 *
 * @param cpus cores' worth of CPU time per time, more than 0
 * @param memoryBytes of everything in it, more than 0
 */
public record Limits(double cpus, long memoryBytes) {

  /** The limits that a platform can set, both ends included. */
  public record Range(Limits least, Limits most) {
    /** Of engines that can limit both; more CPU than there is, Docker Engine refuses. */
    public static final Range OF_THIS_MACHINE =
        new Range(
            new Limits(0.1, 64L << 20),
            new Limits(Runtime.getRuntime().availableProcessors(), 4L << 30));

    /**
     * Why these are not possible, if they are not.
     *
     * @param tried what they were asked for
     */
    public Optional<Failure> refusal(String tried, Limits limits) {
      return contains(limits)
          ? Optional.empty()
          : Optional.of(
              new Failure(
                  tried,
                  "that is out of range",
                  "Choose " + least.words() + " to " + most.words() + "."));
    }

    public boolean contains(Limits limits) {
      return limits.cpus() >= least.cpus()
          && limits.cpus() <= most.cpus()
          && limits.memoryBytes() >= least.memoryBytes()
          && limits.memoryBytes() <= most.memoryBytes();
    }
  }

  public Limits {
    if (!(cpus > 0) || memoryBytes <= 0) {
      throw new IllegalArgumentException("Limits of " + cpus + " cores, " + memoryBytes + " bytes");
    }
  }

  /** "0.50 cores and 256 MiB". */
  public String words() {
    return String.format(Locale.ROOT, "%.2f cores and %d MiB", cpus, memoryBytes >> 20);
  }
}
