package switchboard.console.comparison;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.text.Format;

/** Says what came out of a comparison. */
final class Sentences {
  private final Comparison comparison;

  Sentences(Comparison comparison) {
    this.comparison = comparison;
  }

  /** A sentence or two. */
  String conclusion() {
    return switch (comparison.standing()) {
      case REFUSED ->
          "Not compared, because the runs are unlike: "
              + comparison.differences().stream()
                  .filter(Difference::isRefused)
                  .map(Difference::sentence)
                  .collect(Collectors.joining("; "))
              + ".";
      case ONE_EACH -> "One run each: no comparison.";
      case TOO_FEW -> tooFew();
      case ANSWERED -> answers();
    };
  }

  private String tooFew() {
    var a = comparison.a().size();
    var b = comparison.b().size();
    return Math.min(a, b) >= Comparison.MIN_RUNS
        ? "The runs have no figure in common: no comparison."
        : Format.count(a, "run")
            + " in A and "
            + Format.whole(b)
            + " in B: no comparison; it takes "
            + Comparison.MIN_RUNS
            + " a side.";
  }

  private String answers() {
    var parts =
        Stream.of(Answer.WORSE, Answer.BETTER, Answer.UNDECIDED, Answer.SAME)
            .filter(answer -> !comparison.of(answer).isEmpty())
            .map(
                answer ->
                    (answer == Answer.SAME ? "the same" : answer.word())
                        + " in "
                        + titles(comparison.of(answer)))
            .toList();
    return "B is " + String.join("; ", parts) + "." + moreRuns();
  }

  private static String titles(List<FigureComparison> figures) {
    return Format.enumeration(
        figures.stream().map(each -> uncapitalized(each.figure().title())).toList());
  }

  private static String uncapitalized(String title) {
    return title.startsWith("CPU")
        ? title
        : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
  }

  private String moreRuns() {
    var more = comparison.figures().stream().flatMapToInt(each -> each.moreRuns().stream()).max();
    return more.isEmpty()
        ? ""
        : " " + words(more) + " a side would decide; run all of them first, and compare once.";
  }

  private static String words(OptionalInt more) {
    return more.getAsInt() == FigureComparison.MAX_MORE_RUNS
        ? FigureComparison.MAX_MORE_RUNS + " more runs or still more"
        : "About " + Format.count(more.getAsInt(), "more run");
  }
}
