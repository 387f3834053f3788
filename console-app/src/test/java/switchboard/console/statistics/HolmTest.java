package switchboard.console.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {
  /** The example of Wikipedia's article "Holm–Bonferroni method": H1 and H4 are rejected at 5 %. */
  @Test
  void publishedExampleComesOutAgain() {
    var adjusted = Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005));

    assertThat(adjusted)
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .containsExactly(0.03, 0.06, 0.06, 0.02);
  }

  @Test
  void oneQuestionIsAnsweredAsItIs() {
    assertThat(Holm.adjusted(List.of(0.04)).getFirst()).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void nothingIsLikelierThanCertain() {
    assertThat(Holm.adjusted(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
  }
}
