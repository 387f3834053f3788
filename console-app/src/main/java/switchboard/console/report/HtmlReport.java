package switchboard.console.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import switchboard.console.plot.Tint;
import switchboard.console.plot.Tints;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Result;

/**
 * The file report.html: a {@link Report} to be read, in one file that asks the network for nothing.
 * Here is what a reader sees first.
 */
final class HtmlReport {
  /** Nothing is loaded and nothing is executed, whatever a text of the report may hold. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  /** What shows a verdict at a glance. */
  private static final List<String> FIRST_CHARTS = List.of("requests", "latency", "errors");

  private static final int MAX_CAUSES = 3;

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
      return ":root{"
          + colors(true)
          + "}\n@media screen and (prefers-color-scheme:dark){:root{"
          + colors(false)
          + "}}\n"
          + new String(file.readAllBytes(), StandardCharsets.UTF_8);
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
                        Stream.of(
                            headerOf(), banner(), keyFigures(), whatHappened(), whatWasDone()),
                        new Findings(report).sections(),
                        new Measurements(report).sections())
                    .flatMap(Function.identity())
                    .filter(Objects::nonNull))),
        footer(
            p(
                "Written by "
                    + report.version()
                    + ". What stands after ≤ is a bound at 95 % confidence. Times of day are UTC."
                    + " Every figure is also in report.json, beside this"
                    + " file.")));
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
        report.isOfSession()
            ? p("What was done and seen since the launch, judged by the rules of an experiment as"
                    + " far as they can be: its load still ran, so it can fail and cannot pass.")
                .withClass("hypothesis")
            : null,
        experiment.hypothesis() == null
            ? null
            : p("Hypothesis: " + experiment.hypothesis()).withClass("hypothesis"));
  }

  /** In a session; an experiment says it where it says what it was. */
  private DomContent whatWasDone() {
    return report.isOfSession() ? new Measurements(report).done() : null;
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
    return report.failures().words() + ".";
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
        + recovery(fault)
        + (fault.noticedFirst() == null ? "." : ". " + fault.noticedFirst());
  }

  private static String recovery(ReportedFault fault) {
    return fault.recovery() == null
        ? "not recovered"
        : fault.recoveryMillis().equals(fault.recoveredAfterMillis())
            ? "recovered in " + fault.recovery()
            : "recovered " + fault.recovery() + " after its own end";
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
        first.isEmpty() ? null : LineChart.keys(),
        report.faults().isEmpty() ? null : IntervalLine.of(report.faults().getFirst()));
  }
}
