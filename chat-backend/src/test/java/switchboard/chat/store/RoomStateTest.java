package switchboard.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoomStateTest {
  @Test
  void roomWithAMessageOfThePresentEpochBeganWhereItSays() {
    assertThat(RoomState.of("e2", "e2 3", "5")).isEqualTo(new RoomState("e2", 3, 5));
  }

  @Test
  void roomWithoutAMessageOfThePresentEpochBeganAtItsEnd() {
    assertThat(RoomState.of("e2", null, "5")).isEqualTo(new RoomState("e2", 5, 5));
    assertThat(RoomState.of("e2", "e1 3", "5")).isEqualTo(new RoomState("e2", 5, 5));
    assertThat(RoomState.of("e2", "e22 3", "5")).isEqualTo(new RoomState("e2", 5, 5));
    assertThat(RoomState.of("e2", "e2 x", "5")).isEqualTo(new RoomState("e2", 5, 5));
  }

  @Test
  void nothingSurvivedBeyondTheEndOfTheRoom() {
    assertThat(RoomState.of("e2", "e2 9", "5")).isEqualTo(new RoomState("e2", 5, 5));
    assertThat(RoomState.of("e2", "e2 9", null)).isEqualTo(new RoomState("e2", 0, 0));
  }
}
