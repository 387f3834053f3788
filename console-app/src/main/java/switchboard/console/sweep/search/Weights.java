package switchboard.console.sweep.search;

import java.math.BigDecimal;

/**
 * What a core and a GiB of memory cost, in any unit: only their ratio matters.
 *
 * @param cpu of a core, not negative
 * @param memory of a GiB, not negative
 */
public record Weights(double cpu, double memory) {
  /** A GiB costs a quarter of a core: on a machine with 4 GiB a core, half of the cost is each. */
  public static final Weights DEFAULT = new Weights(1, 0.25);

  private static final double GIBIBYTE = 1L << 30;

  public Weights {
    if (!(cpu >= 0 && memory >= 0 && cpu + memory > 0 && Double.isFinite(cpu + memory))) {
      throw new IllegalArgumentException(
          "Weights of %s and %s. Use numbers that are not negative, one of them above 0."
              .formatted(cpu, memory));
    }
  }

  /** What a configuration costs. */
  public double cost(Configuration of) {
    return of.replicas()
        * (of.limits().cpus() * cpu + of.limits().memoryBytes() / GIBIBYTE * memory);
  }

  /** "replicas × (cores × 1 + GiB × 0.25)". */
  public String text() {
    return "replicas × (cores × %s + GiB × %s)".formatted(plain(cpu), plain(memory));
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
