package switchboard.console.ui.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopsTest {
  @Test
  void usersGoFromNoneToTheCapacity() {
    var stops = Stops.ofUsers(9_523);
    assertThat(stops.value(0)).isZero();
    assertThat(stops.value(stops.last())).isEqualTo(9_523);
  }

  @Test
  void nothingFitsOnAMachineWithoutRoom() {
    assertThat(Stops.ofUsers(0).last()).isZero();
  }

  @Test
  void smallNumbersOfUsersAreCloseTogether() {
    var stops = Stops.ofUsers(10_000);
    assertThat(stops.value(stops.indexOf(30) + 1)).isEqualTo(40);
    assertThat(stops.value(stops.indexOf(6_000) + 1)).isEqualTo(6_500);
  }

  @Test
  void valueBetweenStopsIsAtTheNearest() {
    var stops = Stops.ofRates();
    assertThat(stops.value(stops.indexOf(3.2))).isEqualTo(3);
  }

  @Test
  void positionsBeyondTheEndsAreTheEnds() {
    var stops = Stops.ofRates();
    assertThat(stops.value(-1)).isZero();
    assertThat(stops.value(1_000)).isEqualTo(600);
  }
}
