package switchboard.console.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.List;
import java.util.stream.Stream;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.report.calibrated.Calibrated;
import switchboard.console.text.Format;
import switchboard.console.verdict.Result;

/** What was found: claims, objectives, gates, and each fault with its ledger. */
final class Findings {
  /** On paper each takes most of half a page. */
  private static final int MAX_LEDGERS = 6;

  private final Report report;

  Findings(Report report) {
    this.report = report;
  }

  /** In their order on the page; null for one of which there is nothing to say. */
  Stream<DomContent> sections() {
    return Stream.of(
        claims(), objectives(), probes(), faults(), report.isOfSession() ? null : calibration());
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

  private DomContent probes() {
    return report.probes().isEmpty()
        ? null
        : section(
            h2("Probes"),
            Table.of("Probes", "Probe", "When", "Asked", "Found", "Result")
                .beneathItsHeading()
                .rows(
                    report.probes(),
                    each ->
                        List.of(
                            text(each.id()),
                            text(each.when().word()),
                            text(each.asked()),
                            text(each.found()),
                            state(each)))
                .build());
  }

  private static DomContent state(ProbeResult probe) {
    return switch (probe.state()) {
      case HELD -> state("held", probe.state().word());
      case NOT_HELD -> state("missed", probe.state().word());
      case NO_DATA -> state("unknown", probe.state().word());
    };
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
                        text(Texts.during(each, report)),
                        state(each)))
            .build(),
        Table.of(
                "Gates: what has to hold for a pass. The first that does not hold decides the"
                    + " verdict; a remark decides nothing.",
                "Gate",
                "Holds when",
                "Found",
                "Result")
            .rows(
                report.gates(),
                each ->
                    List.of(
                        text(Texts.capitalized(each.gate().title())),
                        text(each.gate().meaning()),
                        text(Texts.orDash(each.sentence())),
                        state(each)))
            .build());
  }

  private DomContent faults() {
    if (report.faults().isEmpty()) {
      return null;
    }
    var inFull =
        Stream.concat(
                report.faults().stream().filter(each -> !isPassed(each)),
                report.faults().stream().filter(Findings::isPassed))
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
            withLine ? IntervalLine.of(fault) : null,
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

  /** What a difference from other runs means. */
  private DomContent calibration() {
    return report.calibration() == null
        ? section(
            h2("What this machine can see"),
            p(
                text(
                    "Not calibrated: how far equal runs lie apart here, and so which differences"
                        + " from other runs mean anything, is not known. "),
                code("switchboard calibrate"),
                text(" finds out.")))
        : calibration(report.calibration());
  }

  private static DomContent calibration(Calibrated found) {
    var runsASide =
        found.figures().getFirst().visible().stream().map(Calibrated.Visible::runs).toList();
    var heads =
        Stream.concat(
                Stream.of("Figure", "Median", "Smallest", "Largest"),
                runsASide.stream().map(n -> "Visible by " + n + " a side"))
            .toArray(String[]::new);
    return section(
        h2("What this machine can see"),
        Table.of(
                Format.count(found.runs(), "equal run")
                    + " of "
                    + found.version()
                    + ", until "
                    + found.at().substring(0, 10)
                    + "; about "
                    + Format.whole(found.bandPercent())
                    + " % of further ones lie from the smallest to the largest value, and a visible"
                    + " difference is found in "
                    + found.foundPercent()
                    + " of 100 comparisons",
                heads)
            .numbersFrom(1)
            .rows(
                found.figures(),
                each ->
                    Table.cells(
                        Stream.concat(
                                Stream.of(
                                    each.title(),
                                    Texts.figure(each.median(), each.unit()),
                                    Texts.figure(each.low(), each.unit()),
                                    Texts.figure(each.high(), each.unit())),
                                each.visible().stream()
                                    .map(of -> Texts.figure(of.difference(), each.unit())))
                            .toArray(String[]::new)))
            .build());
  }
}
