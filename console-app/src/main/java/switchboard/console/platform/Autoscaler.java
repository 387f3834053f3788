package switchboard.console.platform;

import java.util.Locale;

/**
 * Autoscaling bounds and target: the engine chooses the number of replicas by their average CPU
 * usage.
 *
 * @param least replicas, 1 to {@code most}
 * @param most replicas, to {@value SystemState#MAX_REPLICAS}
 * @param cpus cores' worth of CPU time per time of each replica, more than 0
 */
public record Autoscaler(int least, int most, double cpus) {
  public Autoscaler {
    if (least < 1 || most < least || most > SystemState.MAX_REPLICAS || !(cpus > 0)) {
      throw new IllegalArgumentException(
          "An autoscaler of " + least + " to " + most + " replicas at " + cpus + " cores");
    }
  }

  /** With this minimum, and a maximum not below it. */
  public Autoscaler withLeast(int wanted) {
    return new Autoscaler(wanted, Math.max(wanted, most), cpus);
  }

  /** With this maximum, and a minimum not above it. */
  public Autoscaler withMost(int wanted) {
    return new Autoscaler(Math.min(least, wanted), wanted, cpus);
  }

  public Autoscaler withCpus(double wanted) {
    return new Autoscaler(least, most, wanted);
  }

  /** "2 to 10 replicas at 0.50 cores each". */
  public String words() {
    return String.format(Locale.ROOT, "%d to %d replicas at %.2f cores each", least, most, cpus);
  }
}
