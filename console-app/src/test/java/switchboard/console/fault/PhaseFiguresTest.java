package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.LoadStats.Requests;
import switchboard.console.load.SampleStats;
import switchboard.console.verdict.Phase;
import switchboard.console.verdict.Population;

class PhaseFiguresTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

  private final PhaseFigures phases = new PhaseFigures();
  private SampleStats now = SampleStats.UNHARMED;

  PhaseFiguresTest() {
    phases.begin(now.stats(), BEGIN, true);
  }

  private static Instant at(double second) {
    return BEGIN.plusMillis(Math.round(second * 1_000));
  }

  private static PendingVerdict kill(double began, Optional<Double> recovered) {
    return new PendingVerdict(
        new Kill("backend-2"), at(began), recovered.map(PhaseFiguresTest::at), Optional.empty());
  }

  private void observe(int second, int more, PendingVerdict... judging) {
    observe(second, more, 5_000, judging);
  }

  private void observe(int second, int more, long micros, PendingVerdict... judging) {
    now = now.withMoreRequests(SampleStats.times(more, micros));
    phases.observe(now.stats(), List.of(judging), at(second));
  }

  private long requests(Phase phase) {
    return phases.populations().getOrDefault(phase, Population.NONE).requests();
  }

  @Test
  void eachSecondBelongsToItsPhase() {
    observe(1, 1);
    observe(2, 10, kill(2.5, Optional.empty()));
    observe(3, 100, kill(2.5, Optional.empty()));
    observe(4, 1_000, kill(2.5, Optional.of(3.5)));
    observe(5, 10_000, kill(2.5, Optional.of(3.5)));
    observe(6, 100_000);

    assertThat(requests(Phase.BASELINE)).isEqualTo(11);
    assertThat(requests(Phase.FAULT)).isEqualTo(1_100);
    assertThat(requests(Phase.RECOVERY)).isEqualTo(10_000);
    assertThat(requests(Phase.RUN)).isEqualTo(111_111);
    assertThat(requests(Phase.OUTSIDE_FAULTS)).isZero();
  }

  @Test
  void timesAreThoseOfThePhase() {
    observe(1, 400, 5_000);
    observe(2, 400, 900_000, kill(1.5, Optional.empty()));

    var fault = phases.populations().get(Phase.FAULT).requestTimes().orElseThrow();

    assertThat(fault.count()).isEqualTo(400);
    assertThat(fault.at(1)).isGreaterThan(Duration.ofMillis(850));
  }

  @Test
  void faultWhileAnotherRecoversIsAFault() {
    observe(1, 7, kill(0.1, Optional.of(0.5)), kill(0.8, Optional.empty()));

    assertThat(requests(Phase.FAULT)).isEqualTo(7);
  }

  @Test
  void warmUpIsNoPhase() {
    var cold = new PhaseFigures();
    cold.begin(now.stats(), BEGIN, false);
    now = now.withMoreRequests(SampleStats.times(5, 5_000));
    cold.observe(now.stats(), List.of(), at(1));

    assertThat(cold.populations()).containsOnlyKeys(Phase.RUN);

    cold.begin(now.stats(), at(1), true);
    assertThat(cold.populations()).isEmpty();
  }

  @Test
  void figuresOfASimulatorThatWasStartedAgainAreNoDifference() {
    phases.observe(
        SampleStats.UNHARMED.restartedAt("2026-01-01T00:00:30.000Z").withTotal(5).stats(),
        List.of(),
        at(1));

    assertThat(phases.populations()).isEmpty();
  }

  @Test
  void figuresThatAreAskedForTwiceCountOnce() {
    observe(1, 3);
    phases.observe(now.withTotal(9_999).stats(), List.of(), at(1));
    observe(2, 3);

    assertThat(requests(Phase.RUN)).isEqualTo(6);
  }

  @Test
  void requestThatIsNowhereAtAnyTimeIsMissed() {
    assertThat(phases.requestsAccountedFor()).isTrue();

    phases.observe(now.with(new Requests(1_000, 0, 1, 1_002L, 0L)).stats(), List.of(), at(1));
    phases.observe(now.with(new Requests(1_000, 0, 1, 1_001L, 0L)).stats(), List.of(), at(2));

    assertThat(phases.requestsAccountedFor()).isFalse();
  }

  @Test
  void tenSecondsBeforeAFaultShowWhetherTheSystemIsSteady() {
    for (var second = 1; second <= 9; second++) {
      observe(second, 45);
    }
    assertThat(phases.steadiness()).isEmpty();

    observe(10, 45);

    assertThat(phases.steadiness().orElseThrow().throughput().isSteady()).isTrue();
    assertThat(phases.steadiness().orElseThrow().median().isSteady()).isTrue();
  }

  @Test
  void requestsThatGetSlowerAndMoreAreNotSteady() {
    for (var second = 1; second <= 20; second++) {
      observe(second, 40 + second, 5_000 + 300L * second);
    }

    assertThat(phases.steadiness().orElseThrow().throughput().isSteady()).isFalse();
    assertThat(phases.steadiness().orElseThrow().median().isSteady()).isFalse();
  }

  @Test
  void whatComesAfterTheFirstFaultDoesNotSpeakOfTheTimeBefore() {
    for (var second = 1; second <= 9; second++) {
      observe(second, 45);
    }
    observe(10, 45, kill(9.5, Optional.of(9.7)));
    observe(40, 45);

    assertThat(phases.steadiness()).isEmpty();
  }
}
