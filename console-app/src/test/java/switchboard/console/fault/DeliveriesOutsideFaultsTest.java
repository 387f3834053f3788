package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.SampleStats;

class DeliveriesOutsideFaultsTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<Long> QUICK = SampleStats.times(1_000, 12_000);
  private static final List<Long> SLOW = SampleStats.times(1_000, 4_900_000);

  private final DeliveriesOutsideFaults deliveries = new DeliveriesOutsideFaults();
  private SampleStats now = SampleStats.UNHARMED;

  DeliveriesOutsideFaultsTest() {
    deliveries.begin(now.stats(), BEGIN);
  }

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }

  private static PendingVerdict kill(int began, Optional<Integer> recovered) {
    return new PendingVerdict(
        new Kill("backend-2"),
        at(began),
        recovered.map(DeliveriesOutsideFaultsTest::at),
        Optional.empty());
  }

  private void observe(int second, List<Long> more, PendingVerdict... judging) {
    now = now.withMoreDeliveries(more);
    deliveries.observe(now.stats(), List.of(judging), at(second));
  }

  private LatencyObjective.Judged judged() {
    return deliveries.judge(LatencyObjective.DEFAULT);
  }

  @Test
  void slowDeliveriesWithoutAFaultFailARun() {
    observe(1, QUICK);
    observe(2, SLOW);

    assertThat(judged().count()).isEqualTo(2_000);
    assertThat(judged().isMissed()).isTrue();
    assertThat(judged().when()).isEmpty();
  }

  @Test
  void whatIsLateBecauseOfAFaultDoesNotCount() {
    observe(1, QUICK);
    observe(2, SLOW, kill(2, Optional.empty()));
    observe(3, SLOW, kill(2, Optional.of(3)));
    observe(12, SLOW, kill(2, Optional.of(3)));
    observe(13, SLOW, kill(2, Optional.of(3)));
    assertThat(judged().count()).isEqualTo(1_000);

    observe(14, QUICK, kill(2, Optional.of(3)));

    assertThat(judged().count()).isEqualTo(2_000);
    assertThat(judged().isMissed()).isFalse();
    assertThat(judged().when()).isEqualTo("outside the faults");
  }

  @Test
  void whatIsLateLongAfterTheRecoveryCounts() {
    observe(1, QUICK, kill(0, Optional.of(1)));
    observe(12, QUICK, kill(0, Optional.of(1)));
    observe(13, SLOW, kill(0, Optional.of(1)));

    assertThat(judged().isMissed()).isTrue();
  }

  @Test
  void faultsThatOverlapAreOneTimeWithoutCount() {
    observe(1, SLOW, kill(0, Optional.of(1)), kill(1, Optional.empty()));
    observe(12, SLOW, kill(0, Optional.of(1)), kill(1, Optional.empty()));

    assertThat(judged().count()).isZero();
  }

  @Test
  void warmUpIsLeftOut() {
    observe(1, SLOW);
    deliveries.begin(now.stats(), at(1));
    observe(2, QUICK);

    assertThat(judged().count()).isEqualTo(1_000);
    assertThat(judged().isMissed()).isFalse();
  }

  @Test
  void figuresFromBeforeTheWarmUpsEndComeTooLate() {
    var earlier = now.stats();
    observe(1, SLOW);
    deliveries.begin(now.stats(), at(2));
    deliveries.observe(earlier, List.of(), at(1));
    observe(3, QUICK);

    assertThat(judged().count()).isEqualTo(1_000);
  }

  @Test
  void figuresOfASimulatorThatWasStartedAgainAreNoDifference() {
    observe(1, QUICK);
    now = SampleStats.UNHARMED.restartedAt("2026-01-01T00:00:30.000Z");
    observe(2, SampleStats.times(10, 12_000));
    observe(3, QUICK);

    assertThat(judged().known()).isTrue();
    assertThat(judged().count()).isEqualTo(2_000);
  }

  @Test
  void deliveriesWithoutAHistogramAreNotKnown() {
    deliveries.observe(
        SampleStats.withoutHistograms(now.withMoreDeliveries(QUICK).stats()), List.of(), at(1));

    assertThat(judged().known()).isFalse();
  }

  @Test
  void settlingTakesAsLongAsAUserMayBeAwayAfterTheRecovery() {
    assertThat(FaultRun.SETTLING)
        .isEqualTo(Duration.ofSeconds(10))
        .isLessThan(FaultRun.OBSERVATION_WINDOW);
  }

  @Test
  void whatWasNotKnownBeforeItBeganAfreshDoesNotCount() {
    now = now.withMoreDeliveries(QUICK);
    deliveries.observe(SampleStats.withoutHistograms(now.stats()), List.of(), at(1));
    assertThat(judged().known()).isFalse();

    deliveries.begin(now.stats(), at(2));
    observe(3, QUICK);

    assertThat(judged().known()).isTrue();
    assertThat(judged().count()).isEqualTo(1_000);
  }

  @Test
  void faultBeforeItBeganAfreshIsNotSpokenOf() {
    observe(1, SLOW, kill(0, Optional.of(1)));
    deliveries.begin(now.stats(), at(20));
    observe(21, QUICK);

    assertThat(judged().when()).isEmpty();
    assertThat(judged().count()).isEqualTo(1_000);
  }
}
