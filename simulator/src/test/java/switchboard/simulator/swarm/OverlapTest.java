package switchboard.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverlapTest {
  @Test
  void eachNumberBetweenTheCursorAndTheHighestIsRepeatedOnceAndInOrder() {
    var overlap = new Overlap(10, 13);

    assertThat(overlap.takes(10)).isFalse();
    assertThat(overlap.takes(11)).isTrue();
    assertThat(overlap.takes(11)).as("once more").isFalse();
    assertThat(overlap.takes(13)).isTrue();
    assertThat(overlap.takes(12)).as("after a later one").isFalse();
    assertThat(overlap.takes(14)).isFalse();
  }

  @Test
  void nothingIsRepeatedWhenNothingCameMeanwhile() {
    var overlap = new Overlap(10, 10);

    assertThat(overlap.takes(10)).isFalse();
    assertThat(overlap.takes(11)).isFalse();
  }
}
