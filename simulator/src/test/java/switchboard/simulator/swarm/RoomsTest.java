package switchboard.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomsTest {
  private final Rooms rooms = new Rooms();

  @Test
  void roomsAreFilledInOrderAndEmptiedInTheOppositeOne() {
    assertThat(rooms.enter(2)).isZero();
    assertThat(rooms.enter(2)).isZero();
    assertThat(rooms.enter(2)).isEqualTo(1);
    rooms.leave();
    rooms.leave();
    assertThat(rooms.enter(2)).isZero();
    assertThat(rooms.enter(2)).isEqualTo(1);
  }

  @Test
  void changedSizeCountsForWhoComesFromThenOn() {
    rooms.enter(2);
    rooms.enter(2);
    assertThat(rooms.enter(3)).isZero();
    assertThat(rooms.enter(1)).isEqualTo(1);
    assertThat(rooms.enter(1)).isEqualTo(2);
  }
}
