package switchboard.console.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.load.Distribution;
import switchboard.console.load.LoadStats;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;

/**
 * How long something took, in milliseconds.
 *
 * @param of "requests", from their intended start; "deliveries", from the intended send of a
 *     message to its receipt; "reconnects", from the break of a socket to the welcome on the next
 * @param population which of them: a phase of the run, "run" for all that were measured, or
 *     "outside faults" for deliveries that no fault was at work on
 * @param count how many they are; the percentiles are absent when there were none
 */
public record Latency(
    String of,
    String population,
    long count,
    Double p50,
    Double p95,
    Double p99,
    Double p99_9,
    Double max) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** Those of the whole run as the result has them, and those of each phase as it was judged. */
  static List<Latency> all(LoadStats stats, Map<Phase, Population> populations) {
    var all = new ArrayList<Latency>();
    all.add(of("requests", stats.latencyMillis().sinceMark()));
    Phase.named().forEach(phase -> of("requests", phase, populations).ifPresent(all::add));
    all.add(of("deliveries", stats.deliveryMillis().sinceMark()));
    Stream.concat(Phase.named().stream(), Stream.of(Phase.OUTSIDE_FAULTS))
        .forEach(phase -> of("deliveries", phase, populations).ifPresent(all::add));
    if (stats.reconnects() > 0 && stats.reconnectMillis() != null) {
      all.add(of("reconnects", stats.reconnectMillis().sinceStart()));
    }
    return all;
  }

  private static Latency of(String of, Percentiles told) {
    return new Latency(
        of,
        Phase.RUN.word(),
        told.count(),
        told.p50(),
        told.p95(),
        told.p99(),
        told.p999(),
        told.max());
  }

  private static Optional<Latency> of(String of, Phase phase, Map<Phase, Population> populations) {
    var population = Optional.ofNullable(populations.get(phase));
    return phase == Phase.RUN
        ? Optional.empty()
        : population
            .flatMap(each -> of.equals("requests") ? each.requestTimes() : each.deliveryTimes())
            .filter(times -> times.count() > 0)
            .map(times -> of(of, phase.word(), times));
  }

  private static Latency of(String of, String population, Distribution times) {
    return new Latency(
        of,
        population,
        times.count(),
        millis(times.at(50)),
        millis(times.at(95)),
        millis(times.at(99)),
        millis(times.at(99.9)),
        millis(times.at(100)));
  }

  private static double millis(Duration time) {
    return time.toNanos() / NANOS_PER_MILLI;
  }
}
