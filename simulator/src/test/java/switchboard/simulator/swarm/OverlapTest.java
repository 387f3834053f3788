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
  void whatTheNextSocketLeavesOutIsCountedOnce() {
    var overlap = new Overlap(10, 14);

    assertThat(overlap.leftOutBefore(11)).isZero();
    assertThat(overlap.takes(11)).isTrue();
    assertThat(overlap.leftOutBefore(13)).isEqualTo(1);
    assertThat(overlap.leftOutBefore(13)).as("once more").isZero();
    assertThat(overlap.takes(13)).isTrue();
    assertThat(overlap.leftOutBefore(15)).as("the last one").isEqualTo(1);
    assertThat(overlap.leftOutBefore(16)).isZero();
  }

  @Test
  void nothingIsRepeatedWhenNothingCameMeanwhile() {
    var overlap = new Overlap(10, 10);

    assertThat(overlap.takes(10)).isFalse();
    assertThat(overlap.takes(11)).isFalse();
  }
}
