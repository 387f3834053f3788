package switchboard.console.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import switchboard.console.experiment.RunRecord;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadPlan;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Proportion;

/** Makes the report of a run, or of a session, from what it left. */
final class ReportBuilder {
  private static final double SECONDS_PER_MINUTE = 60;

  private final RunRecord run;
  private final String version;
  private final Machine machine;
  private final Redaction redaction;

  ReportBuilder(RunRecord run, String version, Machine machine, Redaction redaction) {
    this.run = run;
    this.version = version;
    this.machine = machine;
    this.redaction = redaction;
  }

  Report build() {
    var result = run.result();
    var components = Component.all(run.remains().instances(), result.usage());
    var objectives = Redacted.objectives(result.objectives(), redaction);
    var gates = Redacted.gates(result.gates(), redaction);
    return new Report(
        Report.SCHEMA,
        version,
        isOfSession() ? Report.SESSION : Report.EXPERIMENT,
        run.remains().moments().begun().toString(),
        run.remains().moments().ended().toString(),
        Redacted.of(result.verdict(), redaction),
        gates,
        objectives,
        Redacted.claims(result.claims(), redaction),
        Redacted.probes(result.probes(), redaction),
        experiment(),
        platform(),
        machine,
        phases(),
        load(),
        RequestFailures.of(result, redaction),
        populations(),
        Latency.all(run.stats(), run.populations()),
        result.messages(),
        result.historyResets(),
        result.reconnects().count(),
        new Report.Spread(result.balance(), result.connections(), result.largestDeviationPercent()),
        components,
        result.totalCpuCores(),
        IntStream.range(0, run.verdicts().size())
            .mapToObj(
                i -> ReportedFault.of(run.verdicts().get(i), result.faults().get(i), redaction))
            .toList(),
        events(),
        run.remains().panels().stream().map(Chart::of).toList(),
        new Gaps(run, machine, gates, objectives, components, redaction).all(),
        null);
  }

  private boolean isOfSession() {
    return run.remains().session().isPresent();
  }

  private ResolvedExperiment experiment() {
    var experiment = ResolvedExperiment.of(run.remains().experiment());
    return isOfSession()
        ? experiment.withSteps(
            SessionSteps.of(run.remains().timeline(), run.remains().moments().begun(), redaction))
        : experiment;
  }

  private Report.Platform platform() {
    var implementations = new TreeMap<String, String>();
    run.remains()
        .place()
        .implementations()
        .forEach((role, text) -> implementations.put(role.label(), redaction.of(text)));
    return new Report.Platform(
        run.remains().place().id(),
        run.remains().place().name(),
        run.remains().place().adopted(),
        run.result().tls(),
        implementations);
  }

  private Report.Load load() {
    var result = run.result();
    var plan = run.remains().experiment().plan().load();
    var measured = result.measuredSeconds();
    return new Report.Load(
        result.users(),
        intendedPerSecond(plan),
        measured == null || measured == 0
            ? null
            : run.stats().latencyMillis().sinceMark().count() / measured,
        run.stats().requests().issued(),
        run.stats().requests().dropped(),
        result.ramp(),
        measured,
        result.latenessMillis());
  }

  private static double intendedPerSecond(LoadPlan plan) {
    return plan.users()
        * (plan.messagesPerUserPerMinute() + plan.readsPerUserPerMinute())
        / SECONDS_PER_MINUTE;
  }

  private List<Report.Requests> populations() {
    return Phase.named().stream()
        .filter(phase -> phase != Phase.RUN)
        .flatMap(
            phase ->
                Optional.ofNullable(run.populations().get(phase)).stream()
                    .map(
                        each ->
                            new Report.Requests(
                                phase.word(),
                                each.requests(),
                                each.failed(),
                                each.requests() == 0
                                    ? null
                                    : 100
                                        * new Proportion(each.failed(), each.requests())
                                            .upperBound(),
                                each.disconnectedSeconds().orElse(null))))
        .toList();
  }

  private List<Report.Span> phases() {
    var moments = run.remains().moments();
    var spans = new ArrayList<Report.Span>();
    if (!isOfSession()) {
      spans.add(span("ramp", null, moments.begun(), moments.connected()));
      spans.add(span("settling", null, moments.loadEnded(), Optional.of(moments.ended())));
    }
    moments
        .connected()
        .ifPresent(connected -> spans.add(span("warm-up", null, connected, moments.warm())));
    moments
        .warm()
        .ifPresent(
            warm ->
                baselineEnd(warm)
                    .ifPresent(
                        end ->
                            spans.add(span(Phase.BASELINE.word(), null, warm, Optional.of(end)))));
    for (var i = 0; i < run.verdicts().size(); i++) {
      var verdict = run.verdicts().get(i);
      var of = redaction.of(verdict.fault().headline());
      var recovered = verdict.recoveredAfter().map(verdict.at()::plus);
      spans.add(span(Phase.FAULT.word(), of, verdict.at(), recovered));
      var judged = run.remains().faults().get(i).judgedAt();
      recovered.ifPresent(from -> spans.add(span(Phase.RECOVERY.word(), of, from, judged)));
    }
    return spans.stream().sorted(Comparator.comparing(each -> Instant.parse(each.from()))).toList();
  }

  /** Empty when a fault came before the warm-up was over: then there was no baseline. */
  private Optional<Instant> baselineEnd(Instant warm) {
    return run.verdicts().stream()
        .map(Verdict::at)
        .min(Comparator.naturalOrder())
        .or(() -> Optional.of(run.remains().moments().loadEnded()))
        .filter(end -> end.isAfter(warm));
  }

  private static Report.Span span(String name, String of, Instant from, Optional<Instant> until) {
    return new Report.Span(name, of, from.toString(), until.map(Instant::toString).orElse(null));
  }

  /** The launch belongs to the run, too, but no chart shows its time. */
  private List<Report.Event> events() {
    var begun = run.remains().moments().begun();
    return run.remains().timeline().stream()
        .filter(event -> !event.at().isBefore(begun))
        .map(
            event ->
                new Report.Event(
                    event.at().toString(), severity(event), redaction.of(event.text())))
        .toList();
  }

  private static String severity(TimelineEvent event) {
    return event.severity().name().toLowerCase(Locale.ROOT);
  }
}
