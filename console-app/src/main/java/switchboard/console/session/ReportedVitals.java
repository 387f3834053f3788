package switchboard.console.session;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.fault.proof.ProofFigure;
import switchboard.console.fault.proof.Vitals;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Sample;
import switchboard.console.metrics.scrape.Exposition;
import switchboard.console.metrics.scrape.MalformedExposition;
import switchboard.console.platform.Instance;
import switchboard.console.platform.SelfReport;

/** A replica's vitals by its own report. */
final class ReportedVitals {
  private static final Logger LOG = LoggerFactory.getLogger(ReportedVitals.class);
  private static final String REQUESTS = "http_requests_total";
  private static final String ACTED = "chat_faults_acted_total";

  /** What each figure is the sum of: a metric, and of which of its series. */
  private static final Map<ProofFigure, Source> SOURCES =
      Map.ofEntries(
          Map.entry(ProofFigure.PROCESS_START, Source.of("process_start_time_seconds")),
          Map.entry(ProofFigure.CPU_SECONDS, Source.of("process_cpu_seconds_total")),
          Map.entry(ProofFigure.CPU_LIMIT, Source.of("container_cpu_limit_cores")),
          Map.entry(ProofFigure.MEMORY, Source.of("process_resident_memory_bytes")),
          Map.entry(ProofFigure.REQUESTS, new Source(REQUESTS, ReportedVitals::isOfUser)),
          Map.entry(
              ProofFigure.REQUEST_SECONDS,
              new Source("http_request_duration_seconds_sum", ReportedVitals::isOfUser)),
          Map.entry(
              ProofFigure.REFUSED,
              new Source(REQUESTS, each -> isOfUser(each) && "503".equals(each.get("status")))),
          Map.entry(ProofFigure.SLOWED, new Source(ACTED, each -> "slow".equals(each.get("kind")))),
          Map.entry(
              ProofFigure.STRUCK, new Source(ACTED, each -> "errors".equals(each.get("kind")))),
          Map.entry(ProofFigure.APPENDS, Source.of("chat_store_append_duration_seconds_count")),
          Map.entry(ProofFigure.APPEND_ERRORS, Source.of("chat_store_append_errors_total")));

  private record Source(String metric, Predicate<Labels> counts) {
    static Source of(String metric) {
      return new Source(metric, any -> true);
    }
  }

  private ReportedVitals() {}

  /** Gateways' probes are no requests of users, and faults leave them out. */
  private static boolean isOfUser(Labels labels) {
    return !"/api/replica".equals(labels.get("route"));
  }

  /**
   * Reads a report.
   *
   * @param cpuTime as the platform knows it, where it was asked
   */
  static Vitals of(Instance instance, SelfReport report, Optional<Duration> cpuTime) {
    var half = Duration.between(report.asked(), report.answered()).dividedBy(2);
    return new Vitals(
        report.asked(),
        report.answered(),
        instance.state(),
        figures(report.metrics()),
        Optional.of(report.faults()),
        Optional.of(Duration.between(report.asked().plus(half), report.clock())),
        cpuTime);
  }

  private static Map<ProofFigure, Double> figures(String text) {
    var wanted = SOURCES.values().stream().map(Source::metric).toList();
    var figures = new EnumMap<ProofFigure, Double>(ProofFigure.class);
    try {
      var samples = new Exposition(Map.of(), wanted::contains).parse(text);
      SOURCES.forEach(
          (figure, source) -> sum(samples, source).ifPresent(at -> figures.put(figure, at)));
    } catch (MalformedExposition e) {
      LOG.debug("A replica's metrics cannot be read", e);
    }
    return figures;
  }

  /** Empty where the replica does not have the metric. */
  private static Optional<Double> sum(List<Sample> samples, Source source) {
    return samples.stream()
        .filter(sample -> sample.labels().metric().equals(source.metric()))
        .map(sample -> source.counts().test(sample.labels()) ? sample.value() : 0)
        .reduce(Double::sum);
  }
}
