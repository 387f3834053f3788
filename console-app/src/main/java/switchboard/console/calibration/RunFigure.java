package switchboard.console.calibration;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import switchboard.console.platform.Role;
import switchboard.console.report.Component;
import switchboard.console.report.Latency;
import switchboard.console.report.Report;
import switchboard.console.report.ReportedFault;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Phase;

/** One value of a whole run, by which runs are compared; of each, lower is better. */
public enum RunFigure {
  REQUESTS_P99("requests.p99", "Request p99", Unit.SECONDS, 0.001),
  DELIVERIES_P99("deliveries.p99", "Delivery p99", Unit.SECONDS, 0.001),
  REQUESTS_FAILED("requests.failed", "Failed requests", Unit.PERCENT, 0.01),
  RECOVERY("recovery", "Recovery after a fault", Unit.SECONDS, 0.1),
  DISCONNECTED("users.disconnectedSeconds", "Users disconnected", Unit.SECONDS, 1),
  CPU("system.cpu", "CPU of the system", Unit.CORES, 0.01);

  private static final double MILLIS_PER_SECOND = 1e3;

  /** Not what loads the system, nor what measures it. */
  private static final Set<String> OF_THE_SYSTEM =
      Set.of(Role.GATEWAY.label(), Role.BACKEND.label(), Role.STORE.label());

  private final String word;
  private final String title;
  private final Unit unit;
  private final double negligible;

  RunFigure(String word, String title, Unit unit, double negligible) {
    this.word = word;
    this.title = title;
    this.unit = unit;
    this.negligible = negligible;
  }

  /** In options and in JSON; of an objective, as that names it. */
  public String word() {
    return word;
  }

  public String title() {
    return title;
  }

  public Unit unit() {
    return unit;
  }

  /** A difference that matters to nobody, however exactly it is known. */
  public double negligible() {
    return negligible;
  }

  /** A value to be read: "38 ms". */
  public String text(double value) {
    return Format.figure(value, unit).toString();
  }

  /** The one of a word; empty when there is none. */
  public static Optional<RunFigure> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** All that a run has, in its base unit; what is not known is not in it. */
  public static Map<RunFigure, Double> all(Report report) {
    var all = new EnumMap<RunFigure, Double>(RunFigure.class);
    for (var figure : values()) {
      figure.of(report).ifPresent(value -> all.put(figure, value));
    }
    return all;
  }

  private Optional<Double> of(Report report) {
    return switch (this) {
      case REQUESTS_P99 -> p99(report, "requests");
      case DELIVERIES_P99 -> p99(report, "deliveries");
      case REQUESTS_FAILED -> {
        var requests = report.failures().requests();
        yield requests == 0
            ? Optional.empty()
            : Optional.of(100.0 * report.failures().failed() / requests);
      }
      case RECOVERY -> slowestRecovery(report);
      case DISCONNECTED -> Optional.ofNullable(report.load().users().disconnectedSeconds());
      case CPU -> cpu(report);
    };
  }

  private static Optional<Double> p99(Report report, String of) {
    return report.latencies().stream()
        .filter(each -> each.of().equals(of) && each.population().equals(Phase.RUN.word()))
        .findFirst()
        .map(Latency::p99)
        .map(millis -> millis / MILLIS_PER_SECOND);
  }

  /** Of one that has not recovered there is none, and so there is none of the run. */
  private static Optional<Double> slowestRecovery(Report report) {
    return report.faults().stream().anyMatch(each -> each.recoveryMillis() == null)
        ? Optional.empty()
        : report.faults().stream()
            .map(ReportedFault::recoveryMillis)
            .max(Long::compare)
            .map(millis -> millis / MILLIS_PER_SECOND);
  }

  private static Optional<Double> cpu(Report report) {
    var parts =
        report.components().stream().filter(each -> OF_THE_SYSTEM.contains(each.role())).toList();
    return parts.isEmpty() || parts.stream().anyMatch(each -> each.cpuCores() == null)
        ? Optional.empty()
        : Optional.of(parts.stream().collect(Collectors.summingDouble(Component::cpuCores)));
  }
}
