package switchboard.simulator.control;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.function.LongConsumer;
import switchboard.simulator.measure.Stats;

/**
 * The published distributions, as classic histograms whose bounds are close enough for a smooth
 * p99.
 */
public final class Histograms {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double[] BOUNDS = {
    0.0005, 0.001, 0.0015, 0.0025, 0.004, 0.006, 0.01, 0.015, 0.025, 0.04, 0.06, 0.1, 0.15, 0.25,
    0.4, 0.6, 1, 1.5, 2.5, 4, 6, 10, 15
  };

  private Histograms() {}

  /** Registers them; the result takes the measurements. */
  public static Stats.Published register(PrometheusRegistry registry) {
    return new Stats.Published(
        histogram(
            registry,
            "sim_request_duration_seconds",
            "From the intended start of a request to its end, whatever its outcome."),
        histogram(
            registry,
            "sim_delivery_duration_seconds",
            "From the intended send of a message to its receipt by one member."),
        histogram(
            registry,
            "sim_lateness_seconds",
            "How much later than intended the simulator's own timers ran. When this is high, it is"
                + " the bottleneck."),
        histogram(
            registry,
            "sim_reconnect_duration_seconds",
            "From the break of a user's socket to the welcome on the next."));
  }

  private static LongConsumer histogram(PrometheusRegistry registry, String name, String help) {
    DistributionDataPoint histogram =
        Histogram.builder()
            .name(name)
            .help(help)
            .unit(Unit.SECONDS)
            .classicOnly()
            .classicUpperBounds(BOUNDS)
            .register(registry);
    return nanos -> histogram.observe(nanos / NANOS_PER_SECOND);
  }
}
