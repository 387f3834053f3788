package switchboard.console.session.ledger;

import static switchboard.console.metrics.Expression.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Milestone;
import switchboard.console.metrics.Expression;
import switchboard.console.metrics.MetricsSource;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.SampleSource;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.alerts.AlertsClient;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * What the metrics show of one fault, from the samples of its time. Blocks for as long as their
 * source does. Not safe for use by several threads.
 */
public final class MetricEvidence {
  private static final String START = "process_start_time_seconds";
  private static final String DURATION = "scrape_duration_seconds";
  private static final String REQUESTS = "http_requests_total";

  /** What it reads beside the figures that are shown: a scraper has to keep these. */
  public static final Set<String> READS = Set.of(START, REQUESTS);

  /** How far back lies what was so before the fault. */
  private static final Duration BEFORE = Duration.ofMinutes(1);

  /** How far p99 may be above the highest of the minute before, and still be in its band. */
  private static final double BAND = 1.1;

  private static final String SILENT = "the metrics' source did not answer";

  private final MetricsSource source;
  private final SampleSource samples;
  private final Expression p99;
  private final Expression users;
  private final Duration interval;
  private final Optional<AlertsClient> alerts;

  /** Once it does not answer, nothing more is asked. */
  private Optional<QueryResult> silence = Optional.empty();

  /**
   * @param p99 of requests
   * @param users of each replica
   * @param interval between scrapes
   * @param alerts empty without a Prometheus
   */
  public MetricEvidence(
      MetricsSource source,
      SampleSource samples,
      Expression p99,
      Expression users,
      Duration interval,
      Optional<AlertsClient> alerts) {
    this.source = source;
    this.samples = samples;
    this.p99 = p99;
    this.users = users;
    this.interval = interval;
    this.alerts = alerts;
  }

  /**
   * The first scrape of an instance that failed: between the last one that succeeded and the end of
   * that one.
   *
   * @param at when the fault began
   */
  LedgerEntry scrapeFailed(String instance, Instant at, Instant until) {
    var up = samples(metric("up"), instance, at, until);
    if (up.isEmpty()) {
      return LedgerEntry.absent(Milestone.SCRAPE_FAILED, SILENT);
    }
    var took = samples(metric(DURATION), instance, at, until).orElseGet(TreeMap::new);
    for (var scrape : up.get().entrySet()) {
      var ended = scrape.getKey().plus(seconds(took.getOrDefault(scrape.getKey(), 0.0)));
      if (scrape.getValue() == 0 && ended.isAfter(at)) {
        var before = Optional.ofNullable(up.get().lowerKey(scrape.getKey())).orElse(at);
        return LedgerEntry.seen(
            Milestone.SCRAPE_FAILED, Evidence.between(before, ended, scrapes()));
      }
    }
    return LedgerEntry.absent(Milestone.SCRAPE_FAILED, noneFailed(up.get(), at));
  }

  private String noneFailed(NavigableMap<Instant, Double> up, Instant at) {
    var during = up.tailMap(at, true);
    if (during.isEmpty()) {
      return "it was not scraped";
    }
    var gap = Duration.ZERO;
    for (var time : during.keySet()) {
      var before = up.lowerKey(time);
      if (before != null && Duration.between(before, time).compareTo(gap) > 0) {
        gap = Duration.between(before, time);
      }
    }
    return gap.compareTo(interval.multipliedBy(2)) > 0
        ? "no scrape failed; there was none for " + Format.duration(gap)
        : "no scrape failed, " + scrapes();
  }

  private String scrapes() {
    return "scraped every " + Format.duration(interval);
  }

  /**
   * The start of another process of an instance.
   *
   * @param ended when the one before it was seen to have ended, or when the fault began
   */
  LedgerEntry newProcess(String instance, Instant at, Instant ended, Instant until) {
    var starts = samples(metric(START), instance, at, until);
    if (starts.isEmpty()) {
      return LedgerEntry.absent(Milestone.NEW_PROCESS, SILENT);
    }
    return LedgerEntry.of(
        Milestone.NEW_PROCESS,
        starts.get().tailMap(at, true).values().stream()
            .map(MetricEvidence::instant)
            .filter(start -> start.isAfter(at))
            .findFirst()
            .map(start -> Evidence.between(ended, start, START)),
        starts.get().tailMap(at, true).isEmpty() ? "it was not scraped" : "it is the same process");
  }

  /**
   * When a gateway sent requests to an instance again: only gateways do. Between the last scrape of
   * it that knew of none and the first that did. Of a process that goes on, only requests count
   * that came when no gateway can have left it out any more, so that none counts that it had before
   * it was taken out.
   *
   * @param leftOut until when at least a gateway left the process out; empty when none is known to
   */
  LedgerEntry takenIn(String instance, Instant at, Optional<Evidence> leftOut, Instant until) {
    var starts = samples(metric(START), instance, at, until);
    var requests = samples(metric(REQUESTS), instance, at, until, Double::sum);
    if (starts.isEmpty() || requests.isEmpty()) {
      return LedgerEntry.absent(Milestone.TAKEN_IN, SILENT);
    }
    var since = starts.get().tailMap(at, true);
    var fresh = since.values().stream().filter(start -> instant(start).isAfter(at)).findFirst();
    if (fresh.isEmpty() && leftOut.isEmpty()) {
      return LedgerEntry.absent(
          Milestone.TAKEN_IN,
          since.isEmpty() ? "it was not scraped" : "nothing shows that it was taken out");
    }
    // A process begins with none.
    var earliest = fresh.map(MetricEvidence::instant).orElseGet(() -> leftOut.get().notBefore());
    var counts = new TreeMap<Instant, Double>();
    fresh.ifPresent(start -> counts.put(earliest, 0.0));
    starts
        .get()
        .tailMap(fresh.isPresent() ? at : leftOut.get().notAfter(), true)
        .forEach(
            (time, start) -> {
              if (fresh.isEmpty() || fresh.get().equals(start)) {
                counts.put(time, requests.get().getOrDefault(time, 0.0));
              }
            });
    return LedgerEntry.of(
        Milestone.TAKEN_IN,
        firstRise(counts)
            .map(
                last ->
                    Evidence.between(
                        last.equals(counts.firstKey()) ? earliest : last,
                        ended(counts.higherKey(last), instance, at, until),
                        "requests reached it, " + scrapes())),
        "no request reached it by " + Format.clock(until));
  }

  /** The last time before a figure rises; empty when it does not. */
  private static Optional<Instant> firstRise(NavigableMap<Instant, Double> values) {
    return values.keySet().stream()
        .filter(time -> values.higherKey(time) != null)
        .filter(time -> values.higherEntry(time).getValue() > values.get(time))
        .findFirst();
  }

  /** When a scrape had its answer. */
  private Instant ended(Instant scrape, String instance, Instant at, Instant until) {
    var took = samples(metric(DURATION), instance, at, until).orElseGet(TreeMap::new);
    return scrape.plus(seconds(took.getOrDefault(scrape, 0.0)));
  }

  /**
   * When p99 was back in its band and stayed there: not more than a tenth above the highest of the
   * minute before the fault.
   */
  LedgerEntry p99Back(Instant at, Instant until) {
    var answer = ask(() -> source.range(p99, at.minus(BEFORE), until, interval));
    if (!(answer instanceof QueryResult.Values(List<Series> found))) {
      return LedgerEntry.absent(
          Milestone.P99_BACK, answer instanceof QueryResult.NoData ? "there is no p99" : SILENT);
    }
    var values = values(found, (one, other) -> other);
    var highest = values.headMap(at, true).values().stream().max(Double::compare);
    if (highest.isEmpty()) {
      return LedgerEntry.absent(Milestone.P99_BACK, "there was no p99 in the minute before");
    }
    var limit = highest.get() * BAND;
    var words = "p99 at most " + Format.figure(limit, Unit.SECONDS);
    return backIn(
        Milestone.P99_BACK,
        values.tailMap(at, false),
        value -> value > limit,
        words,
        until,
        "it never left it: " + words);
  }

  /**
   * When a figure was as it should be again, and stayed so.
   *
   * @param isOut whether a value is not as it should be
   * @param words what it should be
   * @param never what is said when it was so all the time
   */
  private <T> LedgerEntry backIn(
      Milestone milestone,
      NavigableMap<Instant, T> values,
      Predicate<T> isOut,
      String words,
      Instant until,
      String never) {
    var lastOut =
        values.descendingMap().entrySet().stream()
            .filter(each -> isOut.test(each.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
    return lastOut.isEmpty()
        ? LedgerEntry.absent(milestone, never)
        : LedgerEntry.of(
            milestone,
            lastOut
                .map(values::higherKey)
                .map(in -> new Evidence(lastOut.get(), in, words + ", " + scrapes())),
            "not by " + Format.clock(until) + ": " + words);
  }

  /** When users were spread evenly over the replicas that were there, and stayed so. */
  LedgerEntry usersEven(Instant at, Instant until) {
    var answer = ask(() -> source.range(users, at, until, interval));
    if (!(answer instanceof QueryResult.Values(List<Series> found))) {
      return LedgerEntry.absent(
          Milestone.USERS_EVEN,
          answer instanceof QueryResult.NoData ? "no replica said how many it has" : SILENT);
    }
    return backIn(
        Milestone.USERS_EVEN,
        byTime(found),
        SpreadWatch::isUneven,
        "each replica within 5 % of an equal share",
        until,
        "they were all the time");
  }

  private static NavigableMap<Instant, List<Double>> byTime(List<Series> all) {
    var byTime = new TreeMap<Instant, List<Double>>();
    for (var series : all) {
      for (int i = 0; i < series.size(); i++) {
        byTime
            .computeIfAbsent(Instant.ofEpochMilli(series.timeMillis(i)), _ -> new ArrayList<>())
            .add(series.value(i));
      }
    }
    return byTime;
  }

  /** When alerts of an instance, or of the whole system, began to wait and to fire. */
  List<LedgerEntry> alerts(Optional<String> instance, Instant at, Instant until) {
    if (alerts.isEmpty()) {
      return AlertEvidence.absent("there is no Prometheus here");
    }
    var rules = alerts.get().rules();
    if (rules.isEmpty()) {
      return AlertEvidence.absent("Prometheus did not answer");
    }
    if (rules.get().isEmpty()) {
      return AlertEvidence.absent("Prometheus has no rules");
    }
    var selector = metric(AlertEvidence.METRIC);
    return switch (ask(() -> samples.samples(selector, at.minus(BEFORE), until))) {
      case QueryResult.Values(List<Series> series) ->
          new AlertEvidence(rules.get()).of(series, instance, at);
      case QueryResult.NoData() -> AlertEvidence.absent("no alert was active");
      case QueryResult.Rejected(String reason) -> AlertEvidence.absent(reason);
      case QueryResult.Unreachable(var cause) -> AlertEvidence.absent("Prometheus did not answer");
    };
  }

  private QueryResult ask(Supplier<QueryResult> question) {
    var answer = silence.orElseGet(question);
    silence = Optional.of(answer).filter(QueryResult.Unreachable.class::isInstance);
    return answer;
  }

  /** By time; empty when the source did not answer. */
  private Optional<NavigableMap<Instant, Double>> samples(
      Expression.Selector selector, String instance, Instant at, Instant until) {
    return samples(selector, instance, at, until, (one, other) -> other);
  }

  /**
   * Likewise.
   *
   * @param together what several series are that have a value at the same time
   */
  private Optional<NavigableMap<Instant, Double>> samples(
      Expression.Selector selector,
      String instance,
      Instant at,
      Instant until,
      BinaryOperator<Double> together) {
    return switch (ask(() -> samples.samples(selector, at.minus(BEFORE), until))) {
      case QueryResult.Values(List<Series> series) ->
          Optional.of(
              values(
                  series.stream()
                      .filter(each -> each.labels().get("instance").equals(instance))
                      .toList(),
                  together));
      case QueryResult.NoData() -> Optional.of(new TreeMap<>());
      case QueryResult.Rejected(String reason) -> Optional.empty();
      case QueryResult.Unreachable(var cause) -> Optional.empty();
    };
  }

  /** Those of all series, without what is not a number: a quantile of nothing. */
  private static NavigableMap<Instant, Double> values(
      List<Series> all, BinaryOperator<Double> together) {
    var values = new TreeMap<Instant, Double>();
    for (var series : all) {
      for (int i = 0; i < series.size(); i++) {
        if (!Double.isNaN(series.value(i))) {
          values.merge(Instant.ofEpochMilli(series.timeMillis(i)), series.value(i), together);
        }
      }
    }
    return values;
  }

  private static Instant instant(double epochSeconds) {
    return Instant.ofEpochMilli(Math.round(epochSeconds * 1000));
  }

  private static Duration seconds(double value) {
    return Duration.ofNanos(Math.round(value * 1e9));
  }
}
