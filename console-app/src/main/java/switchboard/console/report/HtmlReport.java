package switchboard.console.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.style;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.plot.TimeTicks;
import switchboard.console.plot.Tint;
import switchboard.console.plot.Tints;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Result;

/**
 * The file report.html: a {@link Report} to be read, in one file that asks the network for nothing.
 */
final class HtmlReport {
  /** Nothing is loaded and nothing is executed, whatever a text of the report may hold. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  /** What shows a verdict at a glance. */
  private static final List<String> FIRST_CHARTS = List.of("requests", "latency", "errors");

  private static final int MAX_CAUSES = 4;
  private static final int MAX_EVENTS = 60;

  /** On paper each takes most of half a page. */
  private static final int MAX_LEDGERS = 6;

  private static final int MAX_KINDS = 20;

  private final Report report;

  private HtmlReport(Report report) {
    this.report = report;
  }

  /** The document. */
  static String of(Report report) {
    var html = new HtmlReport(report);
    return document(html(html.headOf(), html.bodyOf()).withLang("en"));
  }

  private DomContent headOf() {
    return head(
        meta().withCharset("utf-8"),
        meta().attr("http-equiv", "Content-Security-Policy").withContent(POLICY),
        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
        meta().withName("color-scheme").withContent("light dark"),
        meta().withName("generator").withContent(report.version()),
        title(report.experiment().name() + " · " + report.verdict().result().word()),
        style(rawHtml(styles())));
  }

  private static String styles() {
    try (var file = HtmlReport.class.getResourceAsStream("report.css")) {
      return ":root{%s}\n@media screen and (prefers-color-scheme:dark){:root{%s}}\n%s"
          .formatted(
              colors(true), colors(false), new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The colours of the window's charts as variables. */
  private static String colors(boolean light) {
    var named =
        Map.of(
            "limit", Tints.LIMIT,
            "problem", Tints.DESTRUCTION,
            "good", Tints.RECOVERY,
            "action", Tints.ACTION,
            "change", Tints.CHANGE);
    return Stream.concat(
            IntStream.range(0, Tints.SERIES.size())
                .mapToObj(i -> variable("c" + (i + 1), Tints.SERIES.get(i), light)),
            named.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> variable(each.getKey(), each.getValue(), light)))
        .collect(Collectors.joining());
  }

  private static String variable(String name, Tint tint, boolean light) {
    return "--" + name + ":" + (light ? tint.light() : tint.dark()) + ";";
  }

  private DomContent bodyOf() {
    return body(
        main(
            each(
                Stream.of(
                        headerOf(),
                        banner(),
                        keyFigures(),
                        whatHappened(),
                        claims(),
                        objectives(),
                        faults(),
                        charts(),
                        loadAndTimes(),
                        failures(),
                        messages(),
                        components(),
                        timeline(),
                        experiment(),
                        machine(),
                        notMeasured())
                    .filter(Objects::nonNull))),
        footer(
            p(
                "Written by "
                    + report.version()
                    + ". Times of day are those of the console's machine. Every figure is also in"
                    + " report.json, beside this file.")));
  }

  private DomContent headerOf() {
    var experiment = report.experiment();
    return header(
        p(String.join(
                " · ",
                "Switchboard report",
                Texts.span(report.begunAt(), report.endedAt()),
                report.platform().name(),
                machineInBrief()))
            .withClass("eyebrow"),
        h1(experiment.name()),
        experiment.hypothesis() == null
            ? null
            : p("Hypothesis: " + experiment.hypothesis()).withClass("hypothesis"));
  }

  private String machineInBrief() {
    var machine = report.machine();
    return Format.count(machine.cores(), "core")
        + (machine.memoryBytes() == null
            ? ""
            : ", " + Format.figure(machine.memoryBytes(), Unit.BYTES));
  }

  private DomContent banner() {
    var result = report.verdict().result();
    return section(
            p(
                    span(sign(result)).attr("aria-hidden", "true"),
                    text(" " + Texts.capitalized(result.word())))
                .withClass("result"),
            div(each(says(), each -> each)).withClass("says"))
        .withClass("verdict " + result.word())
        .attr("aria-label", "Verdict");
  }

  private static String sign(Result result) {
    return switch (result) {
      case PASSED -> "✓";
      case FAILED -> "✕";
      case INCONCLUSIVE -> "?";
      case INVALID -> "!";
      case ABORTED -> "■";
    };
  }

  private List<DomContent> says() {
    var verdict = report.verdict();
    var paragraphs = new ArrayList<DomContent>();
    if (verdict.result() == Result.PASSED) {
      paragraphs.add(p(strong(failedRequests()), text(" " + deliveries())));
      report.faults().stream()
          .limit(MAX_CAUSES)
          .forEach(fault -> paragraphs.add(p(outcome(fault))));
      if (report.faults().size() > MAX_CAUSES) {
        var more = report.faults().size() - MAX_CAUSES;
        paragraphs.add(p("And " + Format.count(more, "more fault") + "."));
      }
      paragraphs.add(p(verdict.sentence()).withClass("quiet"));
    } else {
      paragraphs.add(p(strong(Texts.capitalized(verdict.sentence()))));
      verdict.causes().stream()
          .filter(cause -> !verdict.sentence().contains(cause))
          .limit(MAX_CAUSES)
          .forEach(cause -> paragraphs.add(p(cause + ".")));
      paragraphs.add(p(failedRequests() + " " + deliveries()).withClass("quiet"));
    }
    return paragraphs;
  }

  private String failedRequests() {
    var failures = report.failures();
    return Format.whole(failures.failed())
        + " of "
        + Format.count(failures.requests(), "request")
        + " failed ("
        + Texts.bound(failures.failed(), failures.requests())
        + ", 95 %).";
  }

  private String deliveries() {
    var messages = report.messages();
    return "Of "
        + Format.count(messages.delivered(), "delivery", "deliveries")
        + ", "
        + Format.whole(messages.lost())
        + " were lost, "
        + Format.whole(messages.duplicated())
        + " duplicated, "
        + Format.whole(messages.reordered())
        + " reordered.";
  }

  private static String outcome(ReportedFault fault) {
    return fault.headline()
        + ": "
        + (fault.recovery() == null ? "not recovered" : "recovered in " + fault.recovery())
        + (fault.noticedFirst() == null ? "." : ". " + fault.noticedFirst());
  }

  private DomContent keyFigures() {
    return ul(each(
            KeyFigures.of(report),
            each ->
                li(
                        span(each.title()).withClass("title"),
                        span(each.figure()).withClass("figure"),
                        span(each.note()).withClass("note"))
                    .withClass(each.isMissed() ? "card tile missed" : "card tile")))
        .withClass("tiles");
  }

  private DomContent whatHappened() {
    var first = report.charts().stream().filter(each -> FIRST_CHARTS.contains(each.id())).toList();
    if (first.isEmpty() && report.faults().isEmpty()) {
      return null;
    }
    return section(
        h2("What happened"),
        first.isEmpty()
            ? null
            : div(each(first, chart -> LineChart.of(chart, report, LineChart.Size.SMALL)))
                .withClass("grid three"),
        first.isEmpty() ? null : markKeys(),
        report.faults().isEmpty() ? null : line(report.faults().getFirst()));
  }

  private static DomContent markKeys() {
    return p(
            key("dash problem", "fault or problem"),
            key("dash good", "recovery"),
            key("dash action", "action"),
            key("dash change", "load or settings"),
            key("box unmeasured", "ramp and warm-up"),
            key("box problem", "fault at work"))
        .withClass("keys marks");
  }

  private static DomContent key(String kind, String words) {
    return span(span().withClass(kind).attr("aria-hidden", "true"), span(words)).withClass("key");
  }

  private static DomContent line(ReportedFault fault) {
    var drawing = IntervalLine.of(fault);
    return drawing == null
        ? null
        : div(
                drawing,
                p("Time since the injection, on a logarithmic scale. A bar reaches from the last"
                        + " moment at which it had not happened to the first at which it had.")
                    .withClass("quiet small"))
            .withClass("scroll line")
            .withTabindex(0)
            .attr("role", "region")
            .attr("aria-label", "Ledger of " + fault.headline());
  }

  private DomContent claims() {
    return report.claims().isEmpty()
        ? null
        : section(
            h2("Claims and measurements"),
            Table.of("Claims", "Source", "Claim", "Measured here", "Result")
                .beneathItsHeading()
                .rows(
                    report.claims(),
                    each ->
                        List.of(
                            text(each.source()),
                            text(each.claim()),
                            text(Texts.orDash(each.measured())),
                            met(each.met())))
                .build());
  }

  private static DomContent met(Boolean met) {
    return met == null
        ? state("unknown", "not judged")
        : met ? state("held", "met") : state("missed", "not met");
  }

  private static DomContent state(String kind, String words) {
    var sign =
        switch (kind) {
          case "held" -> "✓ ";
          case "missed" -> "✕ ";
          default -> "";
        };
    return span(span(sign).attr("aria-hidden", "true"), text(words)).withClass("state " + kind);
  }

  private SectionTag objectives() {
    return section(
        h2("Objectives and gates"),
        Table.of("Objectives", "Objective", "Measured", "Over", "Result")
            .beneathItsHeading()
            .rows(
                report.objectives(),
                each ->
                    List.of(
                        text(each.objective()),
                        text(Texts.found(each)),
                        text(Texts.during(each)),
                        state(each)))
            .build(),
        Table.of("Gates, in order: the first that does not hold decides", "Gate", "Found", "Result")
            .rows(
                report.gates(),
                each ->
                    List.of(
                        text(Texts.capitalized(each.gate().title())),
                        text(Texts.orDash(each.sentence())),
                        state(each)))
            .build());
  }

  private static DomContent state(ObjectiveOutcome outcome) {
    return switch (outcome.state()) {
      case MET -> state("held", outcome.state().word());
      case MISSED -> state("missed", outcome.state().word());
      case UNDECIDED, TOO_FEW, UNKNOWN -> state("unknown", outcome.state().word());
    };
  }

  private static DomContent state(GateResult gate) {
    return switch (gate.state()) {
      case HELD -> state("held", gate.state().word());
      case NOT_HELD ->
          gate.result() == null ? state("unknown", "remark") : state("missed", gate.state().word());
      case NOT_APPLICABLE -> state("none", gate.state().word());
    };
  }

  private DomContent faults() {
    if (report.faults().isEmpty()) {
      return null;
    }
    var inFull =
        Stream.concat(
                report.faults().stream().filter(each -> !isPassed(each)),
                report.faults().stream().filter(HtmlReport::isPassed))
            .limit(MAX_LEDGERS)
            .toList();
    var others = report.faults().stream().filter(each -> !inFull.contains(each)).toList();
    return section(
        h2("Faults and their ledgers"),
        each(inFull, each -> fault(each, !each.equals(report.faults().getFirst()))),
        others.isEmpty()
            ? null
            : Table.of("Other faults, whose ledgers are in report.json", "Fault", "Found", "Result")
                .rows(
                    others,
                    each ->
                        List.of(
                            text(each.headline()),
                            text(each.sentence()),
                            state(isPassed(each) ? "held" : "missed", word(each))))
                .build());
  }

  private static boolean isPassed(ReportedFault fault) {
    return fault.verdict().result() == Result.PASSED;
  }

  private static String word(ReportedFault fault) {
    return fault.verdict().result().word();
  }

  private static DomContent fault(ReportedFault fault, boolean withLine) {
    return div(
            h3(fault.headline() + " · " + word(fault)),
            p(fault.sentence() + "."),
            each(fault.verdict().causes(), cause -> p(cause + ".")),
            fault.noticedFirst() == null ? null : p(fault.noticedFirst()).withClass("quiet"),
            withLine ? line(fault) : null,
            fault.ledger().isEmpty()
                ? null
                : Table.of(
                        "Ledger of " + fault.headline(), "What", "After", "When", "How it is known")
                    .rows(
                        fault.ledger(),
                        each ->
                            each.notBefore() == null
                                ? List.of(
                                    text(each.name()),
                                    text(Format.MISSING.number()),
                                    text(Format.MISSING.number()),
                                    span(each.absent()).withClass("quiet"))
                                : List.of(
                                    text(each.name()),
                                    text(Texts.orDash(each.sinceInjection())),
                                    text(Texts.moment(each.notBefore(), each.notAfter())),
                                    text(each.method())))
                    .build())
        .withClass("fault");
  }

  private DomContent charts() {
    return report.charts().isEmpty()
        ? null
        : section(
            h2("Charts"),
            div(each(report.charts(), chart -> LineChart.of(chart, report, LineChart.Size.WIDE)))
                .withClass("grid two"),
            markKeys());
  }

  private DomContent loadAndTimes() {
    var load = report.load();
    var plan = report.experiment().load();
    var facts = new Facts();
    facts.add(
        "Users",
        Format.whole(load.users().wanted())
            + " wanted, "
            + Format.whole(load.users().connectedPeak())
            + " connected at most, "
            + Format.whole(load.users().connected())
            + " at the end");
    facts.add(
        "Intended",
        Format.figure(load.intendedPerSecond(), Unit.PER_SECOND)
            + ": "
            + number(plan.messagesPerUserPerMinute())
            + " messages and "
            + number(plan.readsPerUserPerMinute())
            + " reads of each user a minute, "
            + Format.count(plan.roomSize(), "user")
            + " in a room");
    facts.add("Achieved", Texts.figure(load.achievedPerSecond(), Unit.PER_SECOND));
    facts.add("Requests that were due", Texts.whole(load.issued()));
    facts.add("Due and not sent", Texts.whole(load.dropped()));
    facts.add(
        "Ramp",
        load.ramp() == null
            ? Format.MISSING.number()
            : Texts.seconds(load.ramp().seconds())
                + ", "
                + Texts.figure(load.ramp().usersPerSecond(), Unit.PER_SECOND));
    facts.add(
        "Measured for",
        load.measuredSeconds() == null
            ? Format.MISSING.number()
            : Texts.seconds(load.measuredSeconds()));
    facts.add(
        "Generator's lateness",
        "p50 "
            + Texts.millis(load.latenessMillis().p50())
            + ", p99 "
            + Texts.millis(load.latenessMillis().p99())
            + ", max "
            + Texts.millis(load.latenessMillis().max()));
    return section(
        h2("Load and times"),
        facts.build(),
        Table.of(
                "Times from the intended start; of the whole run: after the warm-up",
                "Of",
                "In",
                "Count",
                "p50",
                "p95",
                "p99",
                "p99.9",
                "Max")
            .numbersFrom(2)
            .rows(
                report.latencies(),
                each ->
                    texts(
                        Texts.capitalized(each.of()),
                        each.population(),
                        Format.whole(each.count()),
                        Texts.millis(each.p50()),
                        Texts.millis(each.p95()),
                        Texts.millis(each.p99()),
                        Texts.millis(each.p99_9()),
                        Texts.millis(each.max())))
            .build());
  }

  private static List<DomContent> texts(String... words) {
    return Stream.of(words).<DomContent>map(each -> text(each)).toList();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Format.whole(value) : Double.toString(value);
  }

  private DomContent failures() {
    var failures = report.failures();
    var rows = failures.kinds().stream().limit(MAX_KINDS).toList();
    return section(
        h2("Failed requests"),
        p(failedRequests()),
        report.populations().isEmpty()
            ? null
            : Table.of("By phase", "Phase", "Requests", "Failed", "At most, 95 %", "Disconnected")
                .numbersFrom(1)
                .rows(
                    report.populations(),
                    each ->
                        texts(
                            Texts.capitalized(each.phase()),
                            Format.whole(each.requests()),
                            Format.whole(each.failed()),
                            Texts.bound(each.failed(), each.requests()),
                            Texts.userSeconds(each.disconnectedSeconds())))
                .build(),
        rows.isEmpty()
            ? null
            : Table.of(
                    "What failed in the same way"
                        + (rows.size() < failures.kinds().size()
                            ? "; the most frequent " + rows.size()
                            : ""),
                    "Count",
                    "Request",
                    "Through",
                    "Status",
                    "Error",
                    "First",
                    "Last")
                .rows(
                    rows,
                    each ->
                        texts(
                            Format.whole(each.count()),
                            each.method() + " " + each.route(),
                            Texts.orDash(each.through()),
                            Texts.orDash(each.status()),
                            Texts.orDash(each.error()),
                            Texts.clock(each.first()),
                            Texts.clock(each.last())))
                .build());
  }

  private DomContent messages() {
    var messages = report.messages();
    var facts = new Facts();
    facts.add("Sent", Format.whole(messages.sent()));
    facts.add("Acknowledged", Format.whole(messages.acknowledged()));
    facts.add("Deliveries owed", Texts.whole(messages.owed()));
    facts.add("Delivered", Format.whole(messages.delivered()));
    facts.add("Lost", Format.whole(messages.lost()));
    facts.add("Duplicated", Format.whole(messages.duplicated()));
    facts.add("Reordered", Format.whole(messages.reordered()));
    facts.add("Renumbered", Texts.whole(messages.renumbered()));
    facts.add("Undelivered", Texts.whole(messages.undelivered()));
    facts.add("Pending", Format.whole(messages.pending()));
    facts.add("Abandoned", Texts.whole(messages.abandoned()));
    facts.add("Wrong pages of history", Texts.whole(messages.wrongPages()));
    facts.add("History resets", Texts.whole(report.historyResets()));
    facts.add("Reconnects", Format.whole(report.reconnects()));
    return section(h2("Messages and deliveries"), facts.build());
  }

  private DomContent components() {
    var spread = report.spread();
    return section(
        h2("Components"),
        Table.of(
                "CPU in the mean and memory at the end, of the limit where there is one",
                "Component",
                "CPU",
                "Throttled",
                "Memory",
                "Restarts",
                "Requests",
                "Sockets")
            .numbersFrom(1)
            .rows(
                report.components(),
                each ->
                    texts(
                        each.name() + (each.note() == null ? "" : " (" + each.note() + ")"),
                        Texts.share(each.cpuCores(), each.cpuLimitCores(), Unit.CORES),
                        Texts.figure(each.throttledPercent(), Unit.PERCENT),
                        Texts.share(each.memoryBytes(), each.memoryLimitBytes(), Unit.BYTES),
                        Format.whole(each.restarts()),
                        Texts.figure(spread.requestsPercent().get(each.name()), Unit.PERCENT),
                        Texts.figure(spread.connectionsPercent().get(each.name()), Unit.PERCENT)))
            .build(),
        p("All components together: "
                + Texts.figure(report.totalCpuCores(), Unit.CORES)
                + ". Farthest from an even share: requests by "
                + Texts.figure(spread.largestDeviationPercent().requests(), Unit.PERCENT)
                + ", sockets by "
                + Texts.figure(spread.largestDeviationPercent().connections(), Unit.PERCENT)
                + ".")
            .withClass("quiet"));
  }

  private DomContent timeline() {
    var events = report.events().stream().limit(MAX_EVENTS).toList();
    return section(
        h2("Timeline"),
        Table.of("Phases", "Phase", "From", "Until", "Length", "Of")
            .rows(
                report.phases(),
                each ->
                    texts(
                        Texts.capitalized(each.name()),
                        Texts.clock(each.from()),
                        Texts.clock(each.until()),
                        Texts.elapsed(each.from(), each.until()),
                        Texts.orDash(each.of())))
            .build(),
        events.isEmpty()
            ? null
            : Table.of(
                    "Events"
                        + (events.size() < report.events().size()
                            ? "; the first " + MAX_EVENTS + " of " + report.events().size()
                            : ""),
                    "When",
                    "After",
                    "Event")
                .rows(
                    events,
                    each ->
                        List.of(
                            text(Texts.clock(each.at())),
                            text(TimeTicks.elapsed(between(report.begunAt(), each.at()))),
                            span(
                                span().withClass("dash " + each.severity()),
                                text(" " + each.text()))))
                .build());
  }

  private static Duration between(String from, String until) {
    return Duration.between(Instant.parse(from), Instant.parse(until));
  }

  private DomContent experiment() {
    var experiment = report.experiment();
    var facts = new Facts();
    facts.add("Replicas", Format.whole(experiment.replicas()));
    facts.add("Users", Format.whole(experiment.load().users()));
    facts.add(
        "Spawn rate", Format.figure(experiment.load().spawnRate(), Unit.PER_SECOND).toString());
    facts.add(
        "Simulators",
        experiment.simulators() == null
            ? "as many as there were"
            : Format.whole(experiment.simulators()));
    facts.add("Load lasts", Texts.seconds(experiment.durationSeconds()));
    facts.add("Warm-up", Texts.seconds(experiment.warmUpSeconds()));
    facts.add("Seed", Long.toString(experiment.seed()));
    facts.add(
        "Store's fsync", experiment.fsync() == null ? "the platform's own" : experiment.fsync());
    facts.add("Outage allowed", experiment.allowOutage() ? "yes" : "no");
    facts.add(
        "Disturbed machine", experiment.quietMachine() ? "makes the run invalid" : "is a remark");
    facts.add(
        "Aborts", experiment.aborts().isEmpty() ? "none" : String.join(", ", experiment.aborts()));
    return section(
        h2("The experiment"),
        facts.build(),
        experiment.steps().isEmpty()
            ? null
            : Table.of("Steps", "At", "Action", "Target", "Strength", "Lasts")
                .rows(
                    experiment.steps(),
                    each ->
                        texts(
                            Texts.seconds(each.atSeconds()),
                            each.action(),
                            each.target(),
                            Texts.orDash(each.amounts()),
                            each.lastsSeconds() == null
                                ? Format.MISSING.number()
                                : Texts.seconds(each.lastsSeconds())))
                .build());
  }

  private DomContent machine() {
    var machine = report.machine();
    var facts = new Facts();
    facts.add("Switchboard", report.version());
    facts.add(
        "Platform",
        report.platform().name() + (report.platform().adopted() ? ", a running system" : ""));
    report
        .platform()
        .implementations()
        .forEach((role, words) -> facts.add(Texts.capitalized(role), words));
    facts.add("Cores", Format.whole(machine.cores()));
    facts.add(
        "Memory",
        Texts.figure(
            machine.memoryBytes() == null ? null : (double) machine.memoryBytes(), Unit.BYTES));
    facts.add("System", machine.system() + ", " + machine.architecture());
    facts.add("JDK", machine.java());
    facts.add(
        "Control groups",
        machine.cgroupVersion() == null ? "none" : "version " + machine.cgroupVersion());
    return section(h2("Machine and versions"), facts.build());
  }

  private DomContent notMeasured() {
    return report.notMeasured().isEmpty()
        ? null
        : section(
            h2("What was not measured"),
            Table.of("What is absent from this report", "What", "Why")
                .beneathItsHeading()
                .rows(report.notMeasured(), each -> List.of(text(each.what()), text(each.why())))
                .build());
  }
}
