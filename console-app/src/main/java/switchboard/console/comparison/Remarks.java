package switchboard.console.comparison;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import switchboard.console.calibration.Calibration;
import switchboard.console.calibration.RunFigure;

/** What a reader of a comparison has to know beside its figures. */
final class Remarks {
  private final List<String> all = new ArrayList<>();

  Remarks(List<ComparedRun> a, List<ComparedRun> b) {
    if (a.size() > 1 && b.size() > 1 && (isBefore(a, b) || isBefore(b, a))) {
      all.add(
          "The runs of A and B were not interleaved: what changed on the machine between them is in"
              + " the difference, too");
    }
  }

  private static boolean isBefore(List<ComparedRun> these, List<ComparedRun> those) {
    return last(these)
        .isBefore(
            those.stream().map(ComparedRun::begun).min(Comparator.naturalOrder()).orElseThrow());
  }

  private static Instant last(List<ComparedRun> runs) {
    return runs.stream().map(ComparedRun::begun).max(Comparator.naturalOrder()).orElseThrow();
  }

  /**
   * @param having how many runs have it
   * @param isNamed whether it was asked for
   */
  void missing(RunFigure figure, long having, boolean isNamed) {
    if (having > 0 || isNamed) {
      all.add(
          figure.title()
              + " is not compared: "
              + (having == 0 ? "no run has it" : "not every run has it"));
    }
  }

  void tooMany(RunFigure figure) {
    all.add(
        figure.title()
            + " is not compared: more than "
            + Calibration.MAX_FIGURES
            + " figures make each harder to tell");
  }

  List<String> all() {
    return List.copyOf(all);
  }
}
