package switchboard.console.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final double[] RUNS = {41, 44, 39, 43, 52, 40, 42, 47, 41, 45};

  private static double[] normal(int size, SplittableRandom random) {
    return DoubleStream.generate(random::nextGaussian).limit(size).toArray();
  }

  @Test
  void bandIsWhatWasSeenAndSaysHowManyRunsItHolds() {
    var noise = new Noise(RUNS);

    assertThat(noise.low()).isEqualTo(39);
    assertThat(noise.high()).isEqualTo(52);
    assertThat(noise.median()).isEqualTo(42.5);
    // 9 of 11.
    assertThat(noise.coveragePercent()).isCloseTo(81.8, within(0.05));
  }

  @Test
  void equalRunsGiveEqualAnswers() {
    assertThat(new Noise(RUNS).visible(5, 0.95)).isEqualTo(new Noise(RUNS).visible(5, 0.95));
  }

  @Test
  void moreRunsSeeSmallerDifferences() {
    var noise = new Noise(RUNS);
    var five = noise.visible(5, 0.99).orElseThrow();
    var ten = noise.visible(10, 0.99).orElseThrow();
    var twenty = noise.visible(20, 0.99).orElseThrow();

    assertThat(five).isGreaterThan(1.3 * ten);
    assertThat(ten).isGreaterThan(1.3 * twenty);
  }

  @Test
  void fourRunsSeeNothingWithMuchConfidence() {
    assertThat(new Noise(RUNS).visible(4, 0.99)).isEmpty();
  }

  @Test
  void runsWithoutNoiseSeeEverything() {
    assertThat(new Noise(new double[] {3, 3, 3, 3, 3}).visible(5, 0.95)).hasValue(0);
  }

  /**
   * Of a thousand values the bootstrap knows the distribution. With 16 runs a side of a normal one
   * a test of means finds a shift of (1.96 + 1.04) · √(2/16) = 1.06 deviations in 85 % of all cases
   * (Cohen, 1988, 12.2); the rank test needs 2 to 5 % more, the kernel adds 3 %, and small samples
   * 3 % more.
   */
  @Test
  void visibleDifferenceIsThatOfPublishedPower() {
    var noise = new Noise(normal(1_000, new SplittableRandom(3)));

    assertThat(noise.visible(16, 0.95).orElseThrow()).isBetween(1.03, 1.25);
  }
}
