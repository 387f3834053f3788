package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Fault;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.Kill;
import switchboard.console.fault.kind.Stop;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;

class FaultsTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final Optional<switchboard.console.load.LoadStats> BEFORE =
      Optional.of(SampleStats.UNHARMED.stats());

  private final Faults faults = new Faults();

  private static PlatformEvent.Died died(String name, Instant at) {
    var exit = new Instance.Exit(at, 137);
    return new PlatformEvent.Died(at, instance(name, at).endedWith(exit, Optional.empty()), exit);
  }

  private static PlatformEvent.Ready ready(String name, Instant at) {
    return new PlatformEvent.Ready(at, instance(name, at));
  }

  private static Instance instance(String name, Instant at) {
    return Instance.named(name, Role.BACKEND, at).startedAs("1", Optional.empty(), at);
  }

  @Test
  void deathOfAKilledReplicaBelongsToTheKill() {
    var kill = faults.begin(new Kill("backend-1"), AT, BEFORE);

    assertThat(faults.died(died("backend-1", AT.plusMillis(3)), BEFORE)).isEmpty();
    assertThat(faults.ready(ready("backend-1", AT.plusSeconds(1)))).containsExactly(kill);
    assertThat(kill.detected()).contains(AT.plusMillis(3));
    assertThat(kill.recovered()).contains(AT.plusSeconds(1));
  }

  @Test
  void deathThatNobodyHereCausedIsAFaultOfItsOwn() {
    var death = faults.died(died("backend-3", AT), BEFORE).orElseThrow();

    assertThat(death.fault()).isInstanceOf(Fault.Crash.class);
    assertThat(faults.judging()).extracting(PendingVerdict::fault).containsExactly(death.fault());
    assertThat(faults.ready(ready("backend-3", AT.plusSeconds(1)))).containsExactly(death);
  }

  @Test
  void secondDeathWhileTheFirstIsJudgedIsAnotherFault() {
    faults.begin(new Kill("backend-1"), AT, BEFORE);
    faults.died(died("backend-1", AT.plusMillis(3)), BEFORE);
    faults.ready(ready("backend-1", AT.plusSeconds(1)));

    assertThat(faults.died(died("backend-1", AT.plusSeconds(4)), BEFORE)).isPresent();
    assertThat(faults.judging()).hasSize(2);
  }

  @Test
  void replicaThatIsScaledAwayIsNoLongerJudged() {
    faults.begin(new Kill("backend-1"), AT, BEFORE);

    faults.removed(new PlatformEvent.Removed(AT, instance("backend-1", AT)));

    assertThat(faults.judging()).isEmpty();
  }

  @Test
  void deathAfterAStopIsNotTheStops() {
    var stop = faults.begin(new Stop("backend-1"), AT, BEFORE);
    faults.recovered(stop, AT.plusSeconds(1));
    var kill = faults.begin(new Kill("backend-1"), AT.plusSeconds(5), BEFORE);

    assertThat(faults.died(died("backend-1", AT.plusSeconds(6)), BEFORE)).isEmpty();

    assertThat(kill.detected()).contains(AT.plusSeconds(6));
    assertThat(faults.ready(ready("backend-1", AT.plusSeconds(7)))).containsExactly(kill);
  }

  @Test
  void freezeOfAFrozenReplicaTakesThePlaceOfTheFirst() {
    faults.begin(freeze(), AT, BEFORE);
    faults.paused(new PlatformEvent.Paused(AT, instance("backend-1", AT)));
    var second = faults.begin(freeze(), AT.plusSeconds(5), BEFORE);

    faults.prolonged(second, AT.plusSeconds(5));

    assertThat(faults.ready(ready("backend-1", AT.plusSeconds(15)))).containsExactly(second);
  }

  @Test
  void pauseAndStopThatNobodyHereBeganAreToldApart() {
    faults.begin(freeze(), AT, BEFORE);
    faults.begin(new Stop("backend-2"), AT, BEFORE);

    assertThat(faults.paused(new PlatformEvent.Paused(AT, instance("backend-1", AT)))).isTrue();
    assertThat(faults.paused(new PlatformEvent.Paused(AT, instance("backend-2", AT)))).isFalse();
    assertThat(faults.stopped(new PlatformEvent.Stopped(AT, instance("backend-2", AT)))).isTrue();
    assertThat(faults.stopped(new PlatformEvent.Stopped(AT, instance("backend-1", AT)))).isFalse();
  }

  private static Freeze freeze() {
    return new Freeze("backend-1", Duration.ofSeconds(10));
  }
}
