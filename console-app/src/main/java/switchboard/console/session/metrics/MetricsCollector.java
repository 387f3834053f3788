package switchboard.console.session.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import switchboard.console.metrics.AskedOnce;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.MetricsSource;
import switchboard.console.metrics.PrometheusClient;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.RenamedInstances;
import switchboard.console.metrics.SampleSource;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.alerts.AlertsClient;
import switchboard.console.metrics.evaluation.Evaluator;
import switchboard.console.metrics.panel.LivePanel;
import switchboard.console.metrics.panel.LiveReadings;
import switchboard.console.metrics.panel.MetricNames;
import switchboard.console.metrics.panel.Panels;
import switchboard.console.metrics.panel.Readings;
import switchboard.console.metrics.scrape.History;
import switchboard.console.metrics.scrape.Scraper;
import switchboard.console.metrics.scrape.Target;
import switchboard.console.platform.Instance;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.SystemState;
import switchboard.console.session.ledger.MetricEvidence;
import switchboard.console.session.timeline.Timeline;

/**
 * Keeps the panels and figures of a running system up to date: from its Prometheus, or from scrapes
 * of the console's own where it has none.
 */
public final class MetricsCollector implements AutoCloseable {
  /** Of the Prometheus of every platform that has one. */
  static final Duration OF_PROMETHEUS = Duration.ofSeconds(1);

  /** A run that is ended at once has used nothing that can be measured. */
  private static final Duration SHORTEST_SPAN = Duration.ofMillis(1);

  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

  private final Readings readings;
  private final MetricsSource source;
  private final SampleSource samples;
  private final AskedOnce rounds;
  private final Optional<PrometheusClient> prometheus;
  private final Optional<Scraper> scraper;
  private final List<LivePanel> panels;
  private final LiveReadings values;
  private final Duration interval;
  private final Optional<AlertsClient> alerts;
  private final Optional<AlertWatch> watch;
  private boolean closed;

  private MetricsCollector(
      Duration interval,
      MetricsSource source,
      Optional<PrometheusClient> prometheus,
      SampleSource samples,
      Optional<Scraper> scraper,
      Optional<AlertsClient> alerts,
      Timeline timeline) {
    this.interval = interval;
    this.prometheus = prometheus;
    this.samples = samples;
    this.alerts = alerts;
    watch = alerts.map(each -> new AlertWatch(each, timeline));
    var panels = Panels.forScrapesEvery(interval);
    readings = Readings.forScrapesEvery(interval);
    this.source = source;
    this.scraper = scraper;
    rounds = new AskedOnce(source);
    this.panels = panels.all().stream().map(panel -> new LivePanel(panel, rounds)).toList();
    values = new LiveReadings(readings, rounds);
  }

  /**
   * Begins to measure.
   *
   * @param names of the instances that metrics call by something else
   * @param ofOwn how often the console scrapes where it has to do so itself
   * @param timeline receives what becomes of alerts
   */
  public static MetricsCollector start(
      OkHttpClient http,
      SystemState.Endpoints endpoints,
      UnaryOperator<String> names,
      Clock clock,
      Duration ofOwn,
      Timeline timeline) {
    if (endpoints.prometheus().isPresent()) {
      var server = endpoints.prometheus().get();
      var prometheus = new PrometheusClient(http, server, QUERY_TIMEOUT);
      var renamed = new RenamedInstances(prometheus, names);
      return new MetricsCollector(
          OF_PROMETHEUS,
          renamed,
          Optional.of(prometheus),
          renamed.renamed(prometheus),
          Optional.empty(),
          Optional.of(new AlertsClient(http, server, QUERY_TIMEOUT, names)),
          timeline);
    }
    var history = new History();
    var own = new Evaluator(history);
    var wanted = MetricNames.readBy(Panels.forScrapesEvery(ofOwn), Readings.forScrapesEvery(ofOwn));
    wanted.addAll(MetricEvidence.READS);
    return new MetricsCollector(
        ofOwn,
        own,
        Optional.empty(),
        own,
        Optional.of(new Scraper(history, http, ofOwn, wanted::contains, clock)),
        Optional.empty(),
        timeline);
  }

  /** Blocks for as long as the source does; nothing is measured once this is closed. */
  synchronized MetricsSnapshot measure(Instant now, SystemState system) {
    if (closed) {
      return MetricsSnapshot.NOTHING;
    }
    scraper.ifPresent(own -> own.targets(targets(system)));
    rounds.begin();
    var shown = panels.stream().map(panel -> panel.refresh(now)).toList();
    var figures = values.refresh(now);
    // One that has just not answered would only keep the figures waiting.
    var active = watch.filter(each -> rounds.answered()).flatMap(each -> each.look(now));
    return new MetricsSnapshot(shown, readings, figures, active);
  }

  /** What shows how a fault was noticed. */
  MetricEvidence evidence() {
    return new MetricEvidence(
        source,
        samples,
        readings.latencyP99().expression(),
        readings.replicaConnections().expression(),
        interval,
        alerts);
  }

  private static List<Target> targets(SystemState system) {
    return system.instances().stream()
        .filter(instance -> instance.metrics().isPresent())
        .map(MetricsCollector::target)
        .toList();
  }

  private static Target target(Instance instance) {
    return new Target(instance.role().label(), instance.name(), instance.metrics().orElseThrow());
  }

  /** Each replica's share of the requests of the last while, in percent, by name. */
  Map<String, Double> balance(Instant now, Duration span) {
    var rates = byInstance(Readings.requestsByInstance(span), now);
    var total = rates.values().stream().mapToDouble(Double::doubleValue).sum();
    if (total == 0) {
      return Map.of();
    }
    rates.replaceAll((name, rate) -> rate / total * 100);
    return rates;
  }

  /** The largest value that a query answers; empty without a Prometheus, and without a value. */
  OptionalDouble query(String promql, Instant now) {
    var result = prometheus.map(each -> each.at(promql, now));
    return result.isPresent() && result.get() instanceof QueryResult.Values(List<Series> series)
        ? series.stream()
            .mapToDouble(each -> each.value(each.size() - 1))
            .filter(value -> !Double.isNaN(value))
            .max()
        : OptionalDouble.empty();
  }

  /**
   * The samples of all that panels and readings are made of, as they were scraped, after the one
   * instant and up to the other.
   */
  List<Series> samples(Instant after, Instant until) {
    var found = new LinkedHashMap<Labels, Series>();
    for (var each : MetricNames.selectors(Panels.forScrapesEvery(interval), readings)) {
      if (samples.samples(each, after, until) instanceof QueryResult.Values(List<Series> series)) {
        series.forEach(one -> found.put(one.labels(), one));
      }
    }
    return List.copyOf(found.values());
  }

  /** How many requests each replica has answered since its process was started, by name. */
  Map<String, Double> requestCounts(Instant now) {
    return byInstance(Readings.requestCountByInstance(), now);
  }

  /** How many sockets each replica holds, by name. */
  Map<String, Double> connections(Instant now) {
    return byInstance(readings.replicaConnections().expression(), now);
  }

  /**
   * What each component used since the baseline, by name: as its own metrics say, which know of
   * what was used before a restart, or else as its platform does.
   */
  Map<String, Usage> usage(
      Instant now, SystemState system, Baseline since, Map<String, ResourceReading> consumed) {
    var whole = Duration.between(since.at(), now);
    var span = whole.compareTo(SHORTEST_SPAN) < 0 ? SHORTEST_SPAN : whole;
    var cpu = byInstance(Readings.cpuOfEveryPart(span), now);
    var cpuLimit = byInstance(readings.replicaCpuLimit().expression(), now);
    var memory = byInstance(Readings.memoryOfEveryPart(), now);
    var memoryLimit = byInstance(readings.replicaMemoryLimit().expression(), now);
    var throttled = byInstance(Readings.throttledByInstance(span), now);
    var usage = new LinkedHashMap<String, Usage>();
    for (var instance : system.instances()) {
      var name = instance.name();
      usage.put(
          name,
          new Usage(
              instance.role().label(),
              Optional.ofNullable(cpu.get(name)).or(() -> since.cores(name, consumed)).orElse(null),
              cpuLimit.get(name),
              Optional.ofNullable(memory.get(name))
                  .or(() -> resident(consumed.get(name)))
                  .orElse(null),
              memoryLimit.get(name),
              throttled.get(name),
              cpu.containsKey(name) ? null : coarseness(consumed.get(name))));
    }
    return usage;
  }

  private static String coarseness(ResourceReading consumption) {
    return consumption != null && consumption.latestCores().isPresent()
        ? "recent CPU usage, not that of the whole run: nothing finer is known here"
        : null;
  }

  private static Optional<Double> resident(ResourceReading consumption) {
    return consumption != null && consumption.memoryBytes().isPresent()
        ? Optional.of((double) consumption.memoryBytes().getAsLong())
        : Optional.empty();
  }

  private Map<String, Double> byInstance(Expression expression, Instant now) {
    return switch (source.at(expression, now)) {
      case QueryResult.Values(List<Series> series) -> {
        var newest = new HashMap<String, Double>();
        series.forEach(
            each -> newest.put(each.labels().get("instance"), each.value(each.size() - 1)));
        yield newest;
      }
      case QueryResult.NoData() -> Map.of();
      case QueryResult.Rejected(String reason) -> Map.of();
      case QueryResult.Unreachable(var cause) -> Map.of();
    };
  }

  @Override
  public synchronized void close() {
    closed = true;
    scraper.ifPresent(Scraper::close);
  }
}
