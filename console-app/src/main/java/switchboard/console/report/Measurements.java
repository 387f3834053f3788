package switchboard.console.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import switchboard.console.plot.TimeTicks;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Phase;

/** All that was measured, how, and what was not. */
final class Measurements {
  private static final int MAX_EVENTS = 60;
  private static final int MAX_KINDS = 20;

  private final Report report;

  Measurements(Report report) {
    this.report = report;
  }

  /** In their order on the page; null for one of which there is nothing to say. */
  Stream<DomContent> sections() {
    return Stream.of(
        charts(),
        loadAndTimes(),
        failures(),
        messages(),
        components(),
        timeline(),
        report.isOfSession() ? null : experiment(),
        machine(),
        notMeasured());
  }

  private DomContent charts() {
    return report.charts().isEmpty()
        ? null
        : section(
            h2("Charts"),
            div(each(report.charts(), chart -> LineChart.of(chart, report, LineChart.Size.WIDE)))
                .withClass("grid two"),
            LineChart.keys());
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
    if (!report.isOfSession()) {
      facts.add(
          "Ramp",
          load.ramp() == null
              ? Format.MISSING.number()
              : Texts.seconds(load.ramp().seconds())
                  + ", "
                  + Texts.figure(load.ramp().usersPerSecond(), Unit.PER_SECOND));
    }
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
                "Times from the intended start; of the "
                    + report.whole()
                    + (report.isOfSession() ? ": since the launch" : ": after the warm-up"),
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
                    Table.cells(
                        Texts.capitalized(each.of()),
                        population(each),
                        Format.whole(each.count()),
                        Texts.millis(each.p50()),
                        Texts.millis(each.p95()),
                        Texts.millis(each.p99()),
                        Texts.millis(each.p99_9()),
                        Texts.millis(each.max())))
            .build());
  }

  private String population(Latency of) {
    return report.isOfSession() && of.population().equals(Phase.RUN.word())
        ? Report.SESSION
        : of.population();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Format.whole(value) : Double.toString(value);
  }

  private DomContent failures() {
    var failures = report.failures();
    var rows = failures.kinds().stream().limit(MAX_KINDS).toList();
    return section(
        h2("Failed requests"),
        p(failures.words() + "."),
        report.populations().isEmpty()
            ? null
            : Table.of("By phase", "Phase", "Requests", "Failed", "At most, 95 %", "Disconnected")
                .numbersFrom(1)
                .rows(
                    report.populations(),
                    each ->
                        Table.cells(
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
                        Table.cells(
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
                    Table.cells(
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
                    Table.cells(
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

  /** What an operator did in a session; null when that is not known any more. */
  DomContent done() {
    var all = report.experiment().steps();
    var newest = all.subList(Math.max(0, all.size() - MAX_EVENTS), all.size());
    return newest.isEmpty()
        ? null
        : section(
            h2("What was done"),
            Table.of(
                    "By hand or by a run"
                        + (newest.size() < all.size()
                            ? "; the newest " + MAX_EVENTS + " of " + all.size()
                            : ""),
                    "After",
                    "Action",
                    "Lasts")
                .rows(
                    newest,
                    each ->
                        Table.cells(
                            Texts.seconds(each.atSeconds()),
                            each.action(),
                            each.lastsSeconds() == null
                                ? Format.MISSING.number()
                                : Texts.seconds(each.lastsSeconds())))
                .build());
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
    facts.add("Limits", experiment.limits() == null ? "as they were" : experiment.limits());
    facts.add(
        experiment.timesSince().equals("load") ? "Load lasts" : "Lasts after the warm-up",
        Texts.seconds(experiment.durationSeconds()));
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
                        Table.cells(
                            Texts.seconds(each.atSeconds()),
                            each.action(),
                            Texts.orDash(each.target()),
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
    if (report.platform().tls() != null) {
      facts.add("Users connect by", "HTTPS");
    }
    report
        .platform()
        .implementations()
        .forEach((role, words) -> facts.add(Texts.capitalized(role), words));
    if (machine.processor() != null) {
      facts.add("Processor", machine.processor());
    }
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
