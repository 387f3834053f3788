package switchboard.console.sweep.search;

import java.util.Optional;

/**
 * The trials that the certificate of the cheapest configuration still lacks: the cheapest again, in
 * turn with what is one step cheaper.
 */
final class Certification {
  private Certification() {}

  static Optional<Configuration> next(Trials soFar) {
    return soFar.cheapest().flatMap(best -> next(best, soFar));
  }

  private static Optional<Configuration> next(Configuration best, Trials soFar) {
    var again =
        Optional.of(best)
            .filter(each -> soFar.passes(each) < Trials.PASSES && soFar.canBeMeasured(each));
    var neighbour =
        soFar.space().oneStepCheaper(best).values().stream()
            .filter(each -> soFar.standing(each) == Trials.Standing.OPEN)
            .findFirst();
    return soFar.newest().equals(again) ? neighbour.or(() -> again) : again.or(() -> neighbour);
  }
}
