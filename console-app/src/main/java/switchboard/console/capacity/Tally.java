package switchboard.console.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import switchboard.console.capacity.TrialResult.Kind;

/** The windows at one load. */
final class Tally {
  private final List<TrialResult> windows = new ArrayList<>();

  void add(TrialResult window) {
    windows.add(window);
  }

  int size() {
    return windows.size();
  }

  int passed() {
    return count(Kind.PASSED);
  }

  int notPassed() {
    return size() - passed();
  }

  private int count(Kind kind) {
    return (int) windows.stream().filter(each -> each.kind() == kind).count();
  }

  boolean isUneven() {
    return passed() > 0 && notPassed() > 0;
  }

  boolean isMissed() {
    return count(Kind.MISSED) > 0;
  }

  boolean isUndecided() {
    return count(Kind.UNDECIDED) > 0;
  }

  /** One window that the simulator limited leaves open whether the system failed. */
  boolean isLimited() {
    return count(Kind.LIMITED) > 0;
  }

  /** The most frequent cause of windows that did not pass, of those with it the first. */
  Optional<String> cause() {
    var causes =
        windows.stream()
            .filter(each -> isLimited() == (each.kind() == Kind.LIMITED))
            .flatMap(each -> each.cause().stream())
            .toList();
    var counts =
        causes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counts.entrySet().stream()
        .max(
            Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                .thenComparingInt(each -> -causes.indexOf(each.getKey())))
        .map(Map.Entry::getKey);
  }
}
