package switchboard.console.cli.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import switchboard.console.comparison.ComparedRun;
import switchboard.console.comparison.Comparison;
import switchboard.console.comparison.Comparison.Standing;
import switchboard.console.comparison.Difference;
import switchboard.console.comparison.FigureComparison;
import switchboard.console.statistics.Shift;
import switchboard.console.text.Format;

/** What a terminal says of a comparison: first what may not be compared. */
public final class ComparisonText {
  private final Comparison comparison;
  private final List<String> lines = new ArrayList<>();

  private ComparisonText(Comparison comparison) {
    this.comparison = comparison;
  }

  public static List<String> of(Comparison comparison) {
    return new ComparisonText(comparison).all();
  }

  private List<String> all() {
    side("A", comparison.a());
    side("B", comparison.b());
    comparison.leftOut().forEach(each -> lines.add("Left out of " + each.sentence()));
    differences("Unlike: ", true);
    differences("Differs, and may be the reason: ", false);
    comparison.remarks().forEach(each -> lines.add(each + "."));
    if (comparison.standing() != Standing.REFUSED && !comparison.figures().isEmpty()) {
      lines.add("");
      figures();
      lines.add("");
    }
    lines.add(comparison.sentence());
    return List.copyOf(lines);
  }

  private void side(String name, List<ComparedRun> runs) {
    lines.add(
        name
            + ": "
            + Format.count(runs.size(), "run")
            + (runs.isEmpty()
                ? ""
                : " of \""
                    + runs.getFirst().name()
                    + "\", "
                    + runs.stream()
                        .map(ComparedRun::begun)
                        .min(Comparator.naturalOrder())
                        .map(Format::dateTime)
                        .orElseThrow()
                    + runs.stream()
                        .map(ComparedRun::begun)
                        .max(Comparator.naturalOrder())
                        .filter(last -> runs.size() > 1)
                        .map(last -> " to " + Format.dateTime(last))
                        .orElse("")));
  }

  private void differences(String title, boolean refused) {
    var found =
        comparison.differences().stream()
            .filter(each -> each.isRefused() == refused)
            .map(Difference::sentence)
            .collect(Collectors.joining("; "));
    if (!found.isEmpty()) {
      lines.add(title + found);
    }
  }

  private void figures() {
    if (comparison.standing() == Standing.ANSWERED) {
      row("", "A", "B", "B − A", "95 % interval", "margin", "");
      comparison.figures().forEach(this::figure);
      margins();
    } else {
      values("", "A", "B");
      comparison
          .figures()
          .forEach(
              each ->
                  values(
                      each.figure().title(),
                      each.figure().text(each.medianOfA()),
                      each.figure().text(each.medianOfB())));
    }
    comparison.figures().stream()
        .filter(each -> each.noise().isPresent())
        .map(ComparisonText::noise)
        .forEach(lines::add);
  }

  private void margins() {
    comparison.figures().stream()
        .collect(Collectors.groupingBy(each -> each.margin().source(), Collectors.toList()))
        .forEach(
            (source, of) ->
                lines.add(
                    "Margin of "
                        + Format.enumeration(
                            of.stream().map(each -> each.figure().title()).toList())
                        + ": "
                        + source
                        + "."));
  }

  private void figure(FigureComparison each) {
    var figure = each.figure();
    row(
        figure.title(),
        figure.text(each.medianOfA()),
        figure.text(each.medianOfB()),
        signed(each, each.shift().orElseThrow().estimate()),
        interval(each, each.shift().orElseThrow()),
        "± " + figure.text(each.margin().value()),
        answer(each));
  }

  private static String answer(FigureComparison each) {
    return each.answer()
        .map(
            answer ->
                answer.word()
                    + (each.moreRuns().isEmpty()
                        ? ""
                        : ", about " + Format.count(each.moreRuns().getAsInt(), "more run")))
        .orElse("");
  }

  private static String interval(FigureComparison each, Shift found) {
    return signed(each, found.low()) + " to " + signed(each, found.high());
  }

  private static String signed(FigureComparison each, double value) {
    return value > 0
        ? "+" + each.figure().text(value)
        : value < 0 ? "−" + each.figure().text(-value) : each.figure().text(0);
  }

  private static String noise(FigureComparison each) {
    var noise = each.noise().orElseThrow();
    return "Equal runs on this machine, "
        + each.figure().title()
        + ": "
        + each.figure().text(noise.low())
        + " to "
        + each.figure().text(noise.high())
        + "; about "
        + Format.whole(noise.coveragePercent())
        + " % of further runs lie there.";
  }

  private void row(Object... cells) {
    lines.add(
        String.format(Locale.ROOT, "%-24s %11s %11s %12s  %-25s %-12s %s", cells).stripTrailing());
  }

  private void values(Object... cells) {
    lines.add(String.format(Locale.ROOT, "%-24s %11s %11s", cells));
  }
}
