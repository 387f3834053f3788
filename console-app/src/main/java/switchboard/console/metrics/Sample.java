package switchboard.console.metrics;

import java.util.Objects;

/** One value of one series, without its time. */
public record Sample(Labels labels, double value) {
  public Sample {
    Objects.requireNonNull(labels);
  }
}
