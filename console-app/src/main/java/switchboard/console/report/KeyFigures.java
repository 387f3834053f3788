package switchboard.console.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.ObjectiveResult;
import switchboard.console.verdict.Phase;

/** The few figures that carry a verdict: what was missed first, then what every run is about. */
final class KeyFigures {
  private static final int MAX = 4;

  /**
   * One of them.
   *
   * @param note what it is to be compared with
   * @param isMissed whether it is why the run did not pass
   */
  record KeyFigure(String title, String figure, String note, boolean isMissed) {}

  private final Report report;

  private KeyFigures(Report report) {
    this.report = report;
  }

  /** Two to four. */
  static List<KeyFigure> of(Report report) {
    return new KeyFigures(report).all();
  }

  private List<KeyFigure> all() {
    var usual =
        Stream.of(
                report.faults().isEmpty() ? Optional.of(users()) : Optional.<KeyFigure>empty(),
                Optional.of(failedRequests()),
                deliveries(),
                recovery(),
                spread())
            .flatMap(Optional::stream)
            .toList();
    var found = new ArrayList<KeyFigure>(missed());
    usual.stream().filter(KeyFigure::isMissed).forEach(found::add);
    usual.stream().filter(each -> !each.isMissed()).forEach(found::add);
    return found.stream().limit(MAX).toList();
  }

  /** Those that were missed and have no figure below. */
  private List<KeyFigure> missed() {
    return report.objectives().stream()
        .filter(KeyFigures::isMissed)
        .filter(each -> each.measured() != null)
        .filter(
            each ->
                !isOf(each, "requests.failed", "recovery", "spread")
                    && !each.objective().startsWith("deliveries."))
        .map(each -> new KeyFigure(each.objective(), value(each), over(each), true))
        .toList();
  }

  private static boolean isMissed(ObjectiveOutcome outcome) {
    return outcome.state() == ObjectiveResult.State.MISSED;
  }

  private static boolean isOf(ObjectiveOutcome outcome, String... figures) {
    return Stream.of(figures).anyMatch(outcome.objective()::startsWith);
  }

  /** The first that was missed or, when none was, the first. */
  private Optional<ObjectiveOutcome> objective(String figure) {
    return report.objectives().stream()
        .filter(each -> isOf(each, figure))
        .min(Comparator.comparing(each -> !isMissed(each)));
  }

  private boolean isMissed(String figure) {
    return objective(figure).filter(KeyFigures::isMissed).isPresent();
  }

  private static String value(ObjectiveOutcome outcome) {
    return switch (outcome.unit()) {
      case "s" -> Format.figure(outcome.measured(), Unit.SECONDS).toString();
      case "%" -> Format.figure(outcome.measured(), Unit.PERCENT).toString();
      default -> Format.whole(outcome.measured());
    };
  }

  private String over(ObjectiveOutcome outcome) {
    var phase = outcome.during();
    return isOfAll(outcome)
        ? report.whole()
        : phase.equals(Phase.OUTSIDE_FAULTS.word()) ? phase : "during " + phase;
  }

  private static boolean isOfAll(ObjectiveOutcome outcome) {
    return outcome.during() == null || outcome.during().equals(Phase.RUN.word());
  }

  private KeyFigure users() {
    var users = report.load().users();
    var ramp = report.load().ramp();
    return new KeyFigure(
        "Users connected",
        Format.whole(users.connectedPeak()),
        ramp == null || ramp.usersPerSecond() == null
            ? "of " + Format.whole(users.wanted())
            : "of "
                + Format.whole(users.wanted())
                + ", ramp "
                + Format.figure(ramp.usersPerSecond(), Unit.PER_SECOND),
        !report.isOfSession() && users.connectedPeak() < users.wanted());
  }

  /** Of all or, when only those of a phase were too many, of that. */
  private KeyFigure failedRequests() {
    return objective("requests.failed")
        .filter(each -> isMissed(each) && !isOfAll(each))
        .map(each -> new KeyFigure("Failed requests", value(each), over(each), true))
        .orElseGet(this::allFailedRequests);
  }

  private KeyFigure allFailedRequests() {
    var failures = report.failures();
    return new KeyFigure(
        "Failed requests",
        Format.whole(failures.failed()),
        "of "
            + Format.whole(failures.requests())
            + " · "
            + Texts.bound(failures.failed(), failures.requests()),
        isMissed("requests.failed"));
  }

  private Optional<KeyFigure> deliveries() {
    return objective("deliveries.")
        .filter(each -> each.measured() != null)
        .map(
            each ->
                new KeyFigure(
                    "Delivery " + each.objective().replaceAll("^deliveries\\.|[<=].*$", "").strip(),
                    value(each),
                    "limit " + Format.figure(each.limit(), Unit.SECONDS) + ", " + over(each),
                    isMissed(each)));
  }

  /**
   * Of a fault whose target did not recover or, when all did, of the one that took longest; from
   * the end of the fault's own duration, as its objective has it.
   */
  private Optional<KeyFigure> recovery() {
    return report.faults().stream()
        .max(
            Comparator.comparing(
                ReportedFault::recoveryMillis, Comparator.nullsLast(Comparator.naturalOrder())))
        .map(
            slowest ->
                new KeyFigure(
                    "Recovery after the fault",
                    slowest.recovery() == null ? "none" : slowest.recovery(),
                    "of " + slowest.target(),
                    slowest.recovery() == null || isMissed("recovery")));
  }

  private Optional<KeyFigure> spread() {
    return Optional.ofNullable(report.spread().largestDeviationPercent().requests())
        .filter(each -> report.spread().requestsPercent().size() > 1)
        .map(
            deviation ->
                new KeyFigure(
                    "Spread over replicas",
                    "± " + Format.figure(deviation, Unit.PERCENT),
                    "of the requests, " + report.whole(),
                    isMissed("spread")));
  }
}
