package switchboard.console.ui.slider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import switchboard.console.platform.Limits;

class SliderStepsTest {
  private static final long MIB = 1 << 20;

  @Test
  void usersGoFromNoneToTheCapacity() {
    var stops = SliderSteps.ofUsers(9_523);
    assertThat(stops.value(0)).isZero();
    assertThat(stops.value(stops.last())).isEqualTo(9_523);
  }

  @Test
  void nothingFitsOnAMachineWithoutRoom() {
    assertThat(SliderSteps.ofUsers(0).last()).isZero();
  }

  @Test
  void smallNumbersOfUsersAreCloseTogether() {
    var stops = SliderSteps.ofUsers(10_000);
    assertThat(stops.value(stops.indexOf(30) + 1)).isEqualTo(40);
    assertThat(stops.value(stops.indexOf(6_000) + 1)).isEqualTo(6_500);
  }

  @Test
  void valueBetweenStopsIsAtTheNearest() {
    var stops = SliderSteps.ofRates();
    assertThat(stops.value(stops.indexOf(3.2))).isEqualTo(3);
  }

  @Test
  void limitsAreOfferedAsFarAsThePlatformSetsThem() {
    var range = new Limits.Range(new Limits(0.2, 100 * MIB), new Limits(2, 512 * MIB));
    var cpus = SliderSteps.ofCpus(range);
    assertThat(cpus.value(0)).isEqualTo(0.2);
    assertThat(cpus.value(cpus.last())).isEqualTo(2);
    var memory = SliderSteps.ofMemory(range);
    assertThat(memory.value(0)).isEqualTo(128.0 * MIB);
    assertThat(memory.value(memory.last())).isEqualTo(512.0 * MIB);
  }

  @Test
  void rangeBetweenStopsOffersItsLowerEnd() {
    var range = new Limits.Range(new Limits(0.6, 70 * MIB), new Limits(0.7, 80 * MIB));
    assertThat(SliderSteps.ofCpus(range).last()).isZero();
    assertThat(SliderSteps.ofCpus(range).value(0)).isEqualTo(0.6);
    assertThat(SliderSteps.ofMemory(range).value(0)).isEqualTo(70.0 * MIB);
  }

  @Test
  void positionsBeyondTheEndsAreTheEnds() {
    var stops = SliderSteps.ofRates();
    assertThat(stops.value(-1)).isZero();
    assertThat(stops.value(1_000)).isEqualTo(600);
  }
}
