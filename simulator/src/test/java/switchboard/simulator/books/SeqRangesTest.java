package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeqRangesTest {
  private final SeqRanges ranges = new SeqRanges();

  @Test
  void removingFromTheMiddleSplitsARange() {
    ranges.add(5, 9);

    assertThat(ranges.remove(7)).isTrue();
    assertThat(ranges.remove(7)).isFalse();
    assertThat(ranges.remove(6)).isTrue();
    assertThat(ranges.remove(8)).isTrue();
    assertThat(ranges.size()).isEqualTo(2);
    assertThat(ranges.remove(4)).isFalse();
    assertThat(ranges.remove(10)).isFalse();
  }

  @Test
  void movingUpToANumberCutsTheRangeThatContainsIt() {
    SeqRanges other = new SeqRanges();
    ranges.add(1, 3);
    ranges.add(5, 9);

    assertThat(ranges.moveUpTo(6, other)).isEqualTo(5);
    assertThat(ranges.size()).isEqualTo(3);
    assertThat(other.size()).isEqualTo(5);
    assertThat(other.remove(6)).isTrue();
    assertThat(ranges.remove(6)).isFalse();
    assertThat(ranges.remove(7)).isTrue();
  }

  @Test
  void onlyTheHighestRangesAreKept() {
    for (int i = 0; i < 10; i++) {
      ranges.add(i * 10L, i * 10L + 1);
    }

    ranges.keepHighest(3);

    assertThat(ranges.ranges()).isEqualTo(3);
    assertThat(ranges.size()).isEqualTo(6);
    assertThat(ranges.lowestEnd()).isEqualTo(71);
  }
}
