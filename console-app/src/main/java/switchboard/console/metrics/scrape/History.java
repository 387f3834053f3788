package switchboard.console.metrics.scrape;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import switchboard.console.metrics.Expression.Selector;
import switchboard.console.metrics.LabelMatcher;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Sample;
import switchboard.console.metrics.Series;

/**
 * What the console scraped itself, of the last 15 minutes. A series costs 1 KiB at first and grows
 * by doubling to at most 16 KiB: 1 024 samples, which is 15 minutes at one a second, the window of
 * a rate before them, and some room. At most {@link #DEFAULT_SERIES} series, so at most 160 MiB;
 * one panel's metrics of ten replicas need a small part of it. Safe for use by any thread.
 */
public final class History {
  public static final int DEFAULT_SERIES = 10_000;
  public static final Duration RETENTION = Duration.ofMinutes(15);

  private static final int SAMPLES_PER_SERIES = 1_024;

  private final int maximumSeries;
  private final int samplesPerSeries;
  private final Map<Labels, SampleRing> rings = new HashMap<>();
  private final Map<String, List<SampleRing>> byMetric = new HashMap<>();
  private long refused;

  public History() {
    this(DEFAULT_SERIES, SAMPLES_PER_SERIES);
  }

  public History(int maximumSeries, int samplesPerSeries) {
    if (maximumSeries < 1 || samplesPerSeries < 2) {
      throw new IllegalArgumentException(
          "Expected room for a series of two samples or more, found "
              + maximumSeries
              + " of "
              + samplesPerSeries);
    }
    this.maximumSeries = maximumSeries;
    this.samplesPerSeries = samplesPerSeries;
  }

  /**
   * Keeps samples taken at one time, all of them visible to a query or none. A sample not newer
   * than the latest of its series, or of a new series when there is no room even after dropping
   * those silent for longer than the retention, is refused and counted.
   */
  public synchronized void append(long timeMillis, Collection<Sample> samples) {
    for (Sample sample : samples) {
      SampleRing ring = ring(sample.labels(), timeMillis);
      if (ring == null || !ring.append(timeMillis, sample.value())) {
        refused++;
      }
    }
  }

  /** Samples refused so far: no room for their series, or not newer than the latest. */
  public synchronized long refusedSamples() {
    return refused;
  }

  public synchronized int seriesCount() {
    return rings.size();
  }

  /**
   * Per series that the selector matches, its samples after the one time and up to the other; stale
   * marks among them.
   */
  public synchronized List<Series> select(Selector selector, long afterMillis, long untilMillis) {
    Predicate<Labels> matches =
        selector.matchers().stream()
            .map(LabelMatcher::predicate)
            .reduce(labels -> true, Predicate::and);
    List<Series> found = new ArrayList<>();
    for (SampleRing ring : byMetric.getOrDefault(selector.metric(), List.of())) {
      if (ring.latestMillis() > afterMillis && matches.test(ring.labels())) {
        found.add(ring.between(afterMillis, untilMillis));
      }
    }
    return found;
  }

  private SampleRing ring(Labels labels, long timeMillis) {
    SampleRing known = rings.get(labels);
    if (known != null) {
      return known;
    }
    if (rings.size() >= maximumSeries) {
      dropSilentSince(timeMillis - RETENTION.toMillis());
    }
    if (rings.size() >= maximumSeries) {
      return null;
    }
    SampleRing created = new SampleRing(labels, samplesPerSeries);
    rings.put(labels, created);
    byMetric.computeIfAbsent(labels.metric(), _ -> new ArrayList<>()).add(created);
    return created;
  }

  private void dropSilentSince(long timeMillis) {
    rings.values().removeIf(ring -> ring.latestMillis() < timeMillis);
    byMetric.clear();
    byMetric.putAll(
        rings.values().stream()
            .collect(
                Collectors.groupingBy(
                    ring -> ring.labels().metric(), Collectors.toCollection(ArrayList::new))));
  }
}
