package switchboard.console.sweep.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Chooses what is measured next. It keeps nothing: the same trials have the same continuation, so
 * that a sweep that was interrupted goes on as it would have.
 */
public interface SweepSearch {

  /** Empty when nothing more would change the answer. */
  Optional<Configuration> next(Trials soFar);

  /** All configurations once, and then what the certificate of the cheapest needs. */
  static SweepSearch grid(long seed) {
    return soFar ->
        shuffled(soFar.space().all(), seed).stream()
            .filter(each -> soFar.standing(each) == Trials.Standing.OPEN)
            .findFirst()
            .or(() -> Certification.next(soFar));
  }

  /** As few as find the cheapest, where more of anything never makes it worse. */
  static SweepSearch adaptive(long seed) {
    return new Adaptive(seed);
  }

  /** In an order of the seed's. */
  static <T> List<T> shuffled(List<T> all, long seed) {
    var order = new ArrayList<>(all);
    Collections.shuffle(order, new Random(seed));
    return order;
  }
}
