package switchboard.console.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several questions of one comparison, answered so that all answers together are wrong as seldom as
 * a single one. Source: Holm (1979), "A simple sequentially rejective multiple test procedure".
 */
public final class Holm {
  private Holm() {}

  /**
   * The p values as they are to be read beside one another, in the same order: none of them is
   * smaller than it was.
   */
  public static List<Double> adjusted(List<Double> chances) {
    var order =
        IntStream.range(0, chances.size())
            .boxed()
            .sorted(Comparator.comparing(chances::get))
            .toList();
    var adjusted = new Double[chances.size()];
    var largest = 0.0;
    for (var i = 0; i < order.size(); i++) {
      var at = order.get(i);
      largest = Math.max(largest, Math.min(1, (order.size() - i) * chances.get(at)));
      adjusted[at] = largest;
    }
    return List.of(adjusted);
  }
}
