package switchboard.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogPositionTest {
  @Test
  void entriesAreOrderedByTheirFirstNumberAndThenByTheirSecond() {
    assertThat(LogPosition.isBefore("5-1", "6-0")).isTrue();
    assertThat(LogPosition.isBefore("6-0", "5-1")).isFalse();
    assertThat(LogPosition.isBefore("5-0", "5-1")).isTrue();
    assertThat(LogPosition.isBefore("5-1", "5-0")).isFalse();
    assertThat(LogPosition.isBefore("5-1", "5-1")).isFalse();
    assertThat(LogPosition.isBefore("9-0", "10-0")).isTrue();
    assertThat(LogPosition.isBefore("18446744073709551615-0", "1-0")).isFalse();
  }
}
