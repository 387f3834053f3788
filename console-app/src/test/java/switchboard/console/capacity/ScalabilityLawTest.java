package switchboard.console.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import switchboard.console.capacity.Bracket.End;
import switchboard.console.capacity.Growth.Estimate;
import switchboard.console.capacity.Growth.Fitted;
import switchboard.console.capacity.Growth.NotFitted;

class ScalabilityLawTest {
  /** Of 1 to 6 replicas that each carry 1 000 users, by the law. */
  private static double law(double sigma, double kappa, int replicas) {
    return 1_000.0 * replicas / (1 + sigma * (replicas - 1) + kappa * replicas * (replicas - 1));
  }

  private static GrowthPoint point(int replicas, double capacity) {
    return point(replicas, capacity, End.MISSED);
  }

  private static GrowthPoint point(int replicas, double capacity, End end) {
    return new GrowthPoint(
        replicas,
        new Bracket(
            OptionalInt.of((int) (capacity * 0.98)),
            OptionalInt.of((int) (capacity * 1.02)),
            end,
            Optional.of("deliveries.p99<=100ms"),
            false,
            List.of(),
            true));
  }

  private static Growth fit(int points, IntToDoubleFunction capacity) {
    return ScalabilityLaw.fit(
        IntStream.rangeClosed(1, points)
            .mapToObj(each -> point(each, capacity.applyAsDouble(each)))
            .toList());
  }

  private static boolean holds(Estimate estimate, double value) {
    return estimate.low() <= value && value <= estimate.high();
  }

  @Test
  void plantedParametersAreFoundFromSixPoints() {
    var fitted = (Fitted) fit(6, replicas -> law(0.08, 0.01, replicas));

    assertThat(fitted.perReplica().value()).isCloseTo(1_000, within(5.0));
    assertThat(fitted.sigma().value()).isCloseTo(0.08, within(0.005));
    assertThat(fitted.kappa().value()).isCloseTo(0.01, within(0.001));
    // √(0.92 / 0.01)
    assertThat(fitted.peak().orElseThrow()).isCloseTo(9.6, within(0.5));
  }

  @Test
  void intervalsHoldThePlantedParametersUnderNoise() {
    var held = 0;
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var growth = fit(8, each -> law(0.08, 0.01, each) * (1 + 0.01 * random.nextGaussian()));
      if (growth instanceof Fitted(var perReplica, var sigma, var kappa)
          && holds(sigma, 0.08)
          && holds(kappa, 0.01)) {
        held++;
      }
    }
    assertThat(held).isGreaterThanOrEqualTo(16);
  }

  @Test
  void coherencyThatMayBeNoneHasNoPeak() {
    // What two replicas spoil in turn is as much as the coherency.
    var growth = fit(6, each -> law(0.1, 0.002, each) * (each % 2 == 0 ? 0.98 : 1.02));

    assertThat(growth)
        .isInstanceOfSatisfying(Fitted.class, fitted -> assertThat(fitted.peak()).isEmpty());
  }

  @Test
  void fewPointsAreNotFitted() {
    assertThat(fit(3, replicas -> law(0.08, 0.01, replicas)))
        .isEqualTo(new NotFitted("3 points, and it takes 6"));
  }

  @Test
  void pointWithoutAnUpperEndDoesNotCount() {
    var points =
        IntStream.rangeClosed(1, 6)
            .mapToObj(each -> point(each, 1_000.0 * each, each == 6 ? End.LIMITED : End.MISSED))
            .toList();

    assertThat(ScalabilityLaw.fit(points))
        .isEqualTo(new NotFitted("5 points with both ends known, and it takes 6"));
  }

  @Test
  void growthFasterThanTheReplicasIsNotFitted() {
    assertThat(fit(6, replicas -> 1_000 * Math.pow(replicas, 1.3)))
        .isEqualTo(
            new NotFitted(
                "some replicas add more than their own, which the law does not describe"));
  }

  @Test
  void capacitiesThatLieOnNoSuchCurveAreNamed() {
    assertThat(fit(6, replicas -> replicas <= 3 ? 1_000 * replicas : 1_500))
        .isInstanceOfSatisfying(
            NotFitted.class,
            none ->
                assertThat(none.reason())
                    .startsWith("the curve misses the capacity of ")
                    .endsWith(" replicas"));
  }
}
