package switchboard.console.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.console.calibration.Aspect;

/**
 * Something that is not the same in all runs of a comparison.
 *
 * @param fact "cores"
 * @param a what it is in the runs of A; several values when they differ among themselves
 * @param b the same of B
 * @param isRefused whether figures are not compared because of it
 */
public record Difference(
    Aspect aspect, String fact, List<String> a, List<String> b, boolean isRefused) {
  private static final String UNKNOWN = "unknown";

  public Difference {
    a = List.copyOf(a);
    b = List.copyOf(b);
  }

  /** "cores: 2 in A, 4 in B". */
  public String sentence() {
    return fact + ": " + String.join(" or ", a) + " in A, " + String.join(" or ", b) + " in B";
  }

  /** All, aspect by aspect. */
  public static List<Difference> between(List<ComparedRun> a, List<ComparedRun> b) {
    return between(a, b, Set.of());
  }

  /**
   * All, aspect by aspect.
   *
   * @param allowed what the sides may differ in all the same
   */
  static List<Difference> between(List<ComparedRun> a, List<ComparedRun> b, Set<Aspect> allowed) {
    var found = new ArrayList<Difference>();
    for (var aspect : Aspect.values()) {
      for (var fact : facts(aspect, a, b)) {
        var inA = values(aspect, fact, a);
        var inB = values(aspect, fact, b);
        var mixed = inA.size() > 1 || inB.size() > 1;
        if (mixed || !inA.equals(inB)) {
          found.add(
              new Difference(
                  aspect,
                  fact,
                  inA,
                  inB,
                  (mixed || aspect.isRefused())
                      && !allowed.contains(aspect)
                      && !isUnknownOnly(aspect, inA, inB)));
        }
      }
    }
    return found;
  }

  /**
   * Whether the difference is only that some runs do not tell of their machine, as those of older
   * versions: they need not be unlike.
   */
  private static boolean isUnknownOnly(Aspect aspect, List<String> a, List<String> b) {
    return aspect == Aspect.MACHINE
        && Stream.concat(a.stream(), b.stream())
                .filter(each -> !each.equals(UNKNOWN))
                .distinct()
                .count()
            == 1;
  }

  private static Set<String> facts(Aspect aspect, List<ComparedRun> a, List<ComparedRun> b) {
    var facts = new TreeSet<String>();
    a.forEach(run -> facts.addAll(run.conditions().in(aspect).keySet()));
    b.forEach(run -> facts.addAll(run.conditions().in(aspect).keySet()));
    return facts;
  }

  private static List<String> values(Aspect aspect, String fact, List<ComparedRun> runs) {
    return runs.stream()
        .map(run -> run.conditions().in(aspect).getOrDefault(fact, UNKNOWN))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }
}
