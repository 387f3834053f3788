package switchboard.console.sweep.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import switchboard.console.text.Format;

/**
 * The cheapest configuration that passed, and what is proven of it.
 *
 * @param cheapest empty when none passed
 * @param passes its trials
 * @param neighbours what is one step cheaper
 * @param missing what a certificate lacks, in sentences without a full stop; nothing when it is
 *     certified
 */
public record SweepAnswer(
    Optional<Configuration> cheapest,
    List<SweepTrial> passes,
    List<Neighbour> neighbours,
    List<String> missing) {
  public SweepAnswer {
    passes = List.copyOf(passes);
    neighbours = List.copyOf(neighbours);
    missing = List.copyOf(missing);
  }

  /**
   * What follows from the trials.
   *
   * @param killed whether a replica was killed in each
   */
  public static SweepAnswer of(Trials trials, boolean killed) {
    return trials
        .cheapest()
        .map(best -> of(best, trials, killed))
        .orElseGet(
            () ->
                new SweepAnswer(
                    Optional.empty(), List.of(), List.of(), List.of("No configuration passed")));
  }

  private static SweepAnswer of(Configuration best, Trials trials, boolean killed) {
    var missing = new ArrayList<String>();
    var passes = trials.passes(best);
    if (passes < Trials.PASSES) {
      missing.add(
          "It passed " + Format.count(passes, "time") + ", and has to pass " + Trials.PASSES);
    }
    if (!killed) {
      missing.add("No replica was killed while it was measured: use --kill");
    }
    var neighbours =
        Stream.of(Axis.values()).map(axis -> Neighbour.of(axis, best, trials)).toList();
    neighbours.stream()
        .filter(Neighbour::isMissing)
        .forEach(
            each -> missing.add("What is one step cheaper has not failed: " + each.sentence()));
    var steps = trials.space().oneStepCheaper(best).values();
    trials.space().all().stream()
        .filter(each -> trials.cost(each) < trials.cost(best) && !steps.contains(each))
        .filter(each -> trials.standing(each) == Trials.Standing.UNMEASURABLE)
        .filter(each -> !trials.mustFail(each))
        .forEach(each -> missing.add("What is cheaper could not be measured: " + each.text()));
    return new SweepAnswer(Optional.of(best), trials.of(best), neighbours, missing);
  }

  /** Whether all of the certificate is there. */
  public boolean isCertified() {
    return cheapest.isPresent() && missing.isEmpty();
  }
}
