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
    var other = new SeqRanges();
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

  @Test
  void rangesThatTouchAreOne() {
    ranges.add(5, 6);
    ranges.add(9, 9);

    ranges.add(7, 8);

    assertThat(ranges.ranges()).isEqualTo(1);
    assertThat(ranges.lowestEnd()).isEqualTo(9);
    assertThat(ranges.size()).isEqualTo(5);
  }

  @Test
  void numbersUpToOneAreCountedWithIt() {
    ranges.add(1, 3);
    ranges.add(5, 9);

    assertThat(ranges.countUpTo(4)).isEqualTo(3);
    assertThat(ranges.countUpTo(5)).isEqualTo(4);
    assertThat(ranges.countUpTo(7)).isEqualTo(6);
    assertThat(ranges.countUpTo(20)).isEqualTo(8);
  }

  @Test
  void numbersAfterOneAreForgottenAndItIsKept() {
    ranges.add(1, 3);
    ranges.add(5, 9);
    ranges.add(11, 12);

    ranges.removeAfter(5);

    assertThat(ranges.size()).isEqualTo(4);
    assertThat(ranges.contains(5)).isTrue();
    assertThat(ranges.contains(6)).isFalse();
    assertThat(ranges.contains(11)).isFalse();
  }
}
