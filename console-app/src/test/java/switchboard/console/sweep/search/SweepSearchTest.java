package switchboard.console.sweep.search;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.sweep.search.ModelTarget.MIB;
import static switchboard.console.sweep.search.ModelTarget.SPACE;

import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.platform.Limits;

class SweepSearchTest {
  private static Configuration of(int replicas, double cpus, long mebibytes) {
    return new Configuration(replicas, new Limits(cpus, mebibytes * MIB));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 0.75, 1, 1.5, 2, 2.5, 3})
  void adaptiveSearchFindsTheCheapestOfAQuietTargetWithEverySeed(double coresNeeded) {
    for (var seed = 0; seed < 20; seed++) {
      var target = new ModelTarget(coresNeeded, 0, 1);

      var found = target.search(SweepSearch.adaptive(seed), List.of());

      assertThat(found.cheapest()).contains(target.cheapest());
      var answer = SweepAnswer.of(found, true);
      assertThat(answer.missing()).isEmpty();
      assertThat(answer.passes()).hasSize(3);
    }
  }

  @Test
  void adaptiveSearchMeasuresFarFewerThanTheGrid() {
    var target = new ModelTarget(0.7, 0, 1);
    var grid = target.search(SweepSearch.grid(7), List.of());

    var measured =
        LongStream.range(0, 20)
            .map(seed -> target.search(SweepSearch.adaptive(seed), List.of()).all().size())
            .max();

    assertThat(grid.cheapest()).contains(of(2, 0.35, 192));
    assertThat(grid.all()).hasSize(SPACE.size() + 2);
    assertThat(measured.orElseThrow()).isLessThanOrEqualTo(SPACE.size() / 3);
  }

  @Test
  void noisyTargetHasTheSameAnswerOrANeighbourWithAnotherSeed() {
    for (var seed = 0; seed < 50; seed++) {
      var one = new ModelTarget(0.8, 0.05, 100 + seed);
      var two = new ModelTarget(0.8, 0.05, 200 + seed);

      var first = one.search(SweepSearch.adaptive(seed), List.of()).cheapest().orElseThrow();
      var second = two.search(SweepSearch.adaptive(seed + 1), List.of()).cheapest().orElseThrow();

      assertThat(steps(first, second)).isLessThanOrEqualTo(1);
    }
  }

  private static int steps(Configuration one, Configuration other) {
    var steps = 0;
    for (var axis : Axis.values()) {
      steps += Math.abs(SPACE.index(axis, one) - SPACE.index(axis, other));
    }
    return steps;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void interruptedSearchGoesOnToTheSameAnswer(boolean adaptive) {
    var search = adaptive ? SweepSearch.adaptive(3) : SweepSearch.grid(3);
    var whole = new ModelTarget(0.7, 0, 1).search(search, List.of());

    for (var cut = 0; cut < whole.all().size(); cut++) {
      var target = new ModelTarget(0.7, 0, 1);
      var half = target.search(search, List.of(), cut);

      assertThat(target.search(search, half.all())).isEqualTo(whole);
    }
  }

  @Test
  void seedDecidesOnTheOrder() {
    var target = new ModelTarget(0.7, 0, 1);
    var orders = new HashSet<List<SweepTrial>>();
    for (var seed = 0; seed < 5; seed++) {
      orders.add(target.search(SweepSearch.grid(seed), List.of()).all());
    }

    assertThat(orders).hasSize(5);
    assertThat(target.search(SweepSearch.grid(4), List.of()).all()).isIn(orders);
  }

  @Test
  void nothingMoreIsMeasuredWhenTheLargestFails() {
    var found = new ModelTarget(4, 0, 1).search(SweepSearch.adaptive(1), List.of());

    assertThat(found.all()).hasSize(1);
    var answer = SweepAnswer.of(found, true);
    assertThat(answer.cheapest()).isEmpty();
    assertThat(answer.missing()).containsExactly("No configuration passed");
  }

  @Test
  void whatCannotBeMeasuredIsTriedThreeTimesAndLeft() {
    var target = new ModelTarget(0.7, 0, 1);
    var neighbour = of(2, 0.25, 192);
    target.disturb(neighbour, 3);

    var found = target.search(SweepSearch.grid(1), List.of());

    assertThat(found.of(neighbour)).hasSize(3);
    var answer = SweepAnswer.of(found, true);
    assertThat(answer.cheapest()).contains(of(2, 0.35, 192));
    assertThat(answer.isCertified()).isFalse();
    assertThat(answer.missing())
        .containsExactly(
            "What is one step cheaper has not failed: 0.25 cores: could not be measured: the"
                + " simulator was late");
  }

  @Test
  void cheaperOneThatCouldNotBeMeasuredIsMissingThoughItIsNoNeighbour() {
    var best = of(2, 0.5, 256);
    var unknown = of(1, 1, 256);
    var space = new Space(List.of(1, 2), List.of(0.5, 1.0), List.of(256 * MIB));
    var pass = trial(best, SweepTrial.State.PASSED);
    var late = trial(unknown, SweepTrial.State.UNKNOWN);
    var fail = trial(of(1, 0.5, 256), SweepTrial.State.FAILED);
    var all = List.of(pass, pass, pass, fail, late, late, late);

    assertThat(SweepAnswer.of(new Trials(space, Weights.DEFAULT, all), true).missing())
        .containsExactly("What is cheaper could not be measured: 1 replica × 1.00 cores × 256 MiB");
  }

  private static SweepTrial trial(Configuration of, SweepTrial.State state) {
    return new SweepTrial(of, state, "", Limitation.of(LimitEvidence.NONE), Figures.NONE, null);
  }

  @Test
  void whatWasDisturbedOnceIsMeasuredAgain() {
    var target = new ModelTarget(0.7, 0, 1);
    SPACE.all().forEach(each -> target.disturb(each, 1));

    var found = target.search(SweepSearch.adaptive(1), List.of());

    assertThat(SweepAnswer.of(found, true).isCertified()).isTrue();
    assertThat(found.cheapest()).contains(of(2, 0.35, 192));
  }

  @Test
  void certificateSaysWhatFailsOneStepCheaper() {
    var found = new ModelTarget(0.7, 0, 1).search(SweepSearch.adaptive(1), List.of());

    assertThat(SweepAnswer.of(found, true).neighbours())
        .extracting(Neighbour::sentence)
        .containsExactly(
            "1 replica: failed 1 of 1, users were disconnected in the kill",
            "0.25 cores: failed 1 of 1, CPU limit: throttled 44.0 %",
            "128 MiB: failed 1 of 1, memory limit: killed at the start");
  }

  @Test
  void thereIsNoCertificateBeforeThreePassesNorWithoutAKill() {
    var target = new ModelTarget(0.7, 0, 1);
    var whole = target.search(SweepSearch.adaptive(1), List.of());

    assertThat(SweepAnswer.of(whole, false).missing())
        .containsExactly("No replica was killed while it was measured: use --kill");

    var less = new Trials(SPACE, Weights.DEFAULT, whole.all().subList(0, whole.all().size() - 1));
    assertThat(SweepAnswer.of(less, true).missing())
        .isNotEmpty()
        .anySatisfy(each -> assertThat(each).containsAnyOf("has to pass 3", "one step cheaper"));
  }

  @Test
  void onePassAmongFailuresIsNoPass() {
    var one = of(3, 1, 384);
    var passed = new ModelTarget(0.1, 0, 1).measure(one);
    var failed = new ModelTarget(9, 0, 1).measure(one);

    var trials = new Trials(SPACE, Weights.DEFAULT, List.of(passed, failed, passed));

    assertThat(trials.cheapest()).isEmpty();
  }

  @Test
  void weightsDecideOnWhatIsCheapest() {
    assertThat(Weights.DEFAULT.cost(of(2, 0.5, 256))).isEqualTo(2 * (0.5 + 0.25 * 0.25));
    assertThat(new Weights(0, 1).cost(of(2, 0.5, 256))).isEqualTo(0.5);
    assertThat(new Weights(1, 0.5).text()).isEqualTo("replicas × (cores × 1 + GiB × 0.5)");
  }
}
