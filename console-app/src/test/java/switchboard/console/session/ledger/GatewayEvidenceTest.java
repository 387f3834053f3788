package switchboard.console.session.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Evidence;
import switchboard.console.platform.GatewayEvent;

class GatewayEvidenceTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private static GatewayEvent event(int gateway, String replica, boolean out, long millis) {
    return new GatewayEvent(
        "gateway-" + gateway,
        replica,
        out,
        AT.plusMillis(millis - 1),
        AT.plusMillis(millis + 1),
        out ? "refused a connection" : "answered a probe");
  }

  private static GatewayEvidence of(GatewayEvent... events) {
    return new GatewayEvidence(List.of(events), "backend-2", AT);
  }

  @Test
  void firstGatewayTookItOutAndTheLastTookItIn() {
    var evidence =
        of(
            event(1, "backend-2", false, -5_000),
            event(1, "backend-2", true, 40),
            event(1, "backend-2", false, 900),
            event(1, "backend-2", true, 30_000),
            event(2, "backend-1", true, 3),
            event(2, "backend-2", true, 20),
            event(2, "backend-2", false, 1_200));

    assertThat(evidence.takenOut(GatewayEvidence.NEVER).evidence())
        .contains(
            new Evidence(
                AT.plusMillis(19), AT.plusMillis(21), "gateway-2: it refused a connection"));
    assertThat(evidence.takenIn().evidence())
        .contains(
            new Evidence(
                AT.plusMillis(1_199), AT.plusMillis(1_201), "gateway-2: it answered a probe"));
  }

  @Test
  void replicaThatOneGatewayStillDoesWithoutIsNotIn() {
    var evidence =
        of(
            event(1, "backend-2", true, 40),
            event(1, "backend-2", false, 900),
            event(2, "backend-2", true, 20));

    assertThat(evidence.takenIn().absence()).isEqualTo("not yet by gateway-2");
  }

  @Test
  void whatHappenedBeforeTheFaultIsNotItsAffair() {
    var evidence = of(event(1, "backend-2", true, -40), event(1, "backend-2", false, -2));

    assertThat(evidence.takenOut(GatewayEvidence.NEVER).absence())
        .isEqualTo("it was never taken out");
    assertThat(evidence.takenIn().absence()).isEqualTo("it was never taken out");
  }

  @Test
  void replicaIsLeftOutSinceItWasTakenOutForTheLastTime() {
    var evidence =
        of(
            event(1, "backend-2", true, 40),
            event(2, "backend-2", true, 4_000),
            event(1, "backend-2", true, 2_100));

    assertThat(evidence.leftOut(Duration.ofSeconds(2)))
        .contains(
            new Evidence(
                AT.plusMillis(5_999), AT.plusMillis(6_001), "gateway-2: it refused a connection"));
    assertThat(of().leftOut(Duration.ofSeconds(2))).isEmpty();
  }
}
