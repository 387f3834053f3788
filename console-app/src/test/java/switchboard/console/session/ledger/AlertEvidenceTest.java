package switchboard.console.session.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.metrics.alerts.AlertRule;

class AlertEvidenceTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final AlertEvidence EVIDENCE =
      new AlertEvidence(
          List.of(
              new AlertRule("ReplicaDown", Duration.ofSeconds(2), Duration.ofSeconds(3)),
              new AlertRule("ReplicaRestarted", Duration.ofSeconds(2), Duration.ZERO)));

  private static Series alert(String name, String instance, String state, long... seconds) {
    return new Series(
        Labels.of("ALERTS", Alert.NAME, name, "instance", instance, "alertstate", state),
        LongStream.of(seconds).map(each -> AT.plusSeconds(each).toEpochMilli()).toArray(),
        new double[seconds.length]);
  }

  private static List<LedgerEntry> of(Series... series) {
    return EVIDENCE.of(List.of(series), Optional.of("backend-2"), AT);
  }

  private static Evidence between(long from, long until) {
    return new Evidence(AT.plusSeconds(from), AT.plusSeconds(until), "rule evaluated every 2.0 s");
  }

  @Test
  void alertIsPendingAndFiresBetweenTwoEvaluations() {
    var entries =
        of(
            alert("ReplicaDown", "backend-2", "pending", 3, 5),
            alert("ReplicaDown", "backend-2", "firing", 7, 9));

    assertThat(entries)
        .extracting(LedgerEntry::name)
        .containsExactly("alert ReplicaDown pending", "alert ReplicaDown firing");
    assertThat(entries)
        .extracting(entry -> entry.evidence().orElseThrow())
        .containsExactly(between(1, 3), between(5, 7));
  }

  @Test
  void alertThatDidNotFireSaysWhatItNeeds() {
    assertThat(of(alert("ReplicaDown", "backend-2", "pending", 3)).getLast().absence())
        .isEqualTo("did not fire: it needs 3.0 s");
  }

  @Test
  void alertWithoutAWaitFiresAtOnce() {
    var entries = of(alert("ReplicaRestarted", "backend-2", "firing", 3));

    assertThat(entries.getFirst().absence()).isEqualTo("it fires at once");
    assertThat(entries.getLast().evidence()).contains(between(1, 3));
  }

  @Test
  void alertsAreThoseOfTheTargetAndOfTheWholeSystemByTheirTime() {
    assertThat(
            of(
                alert("ReplicaDown", "backend-2", "pending", 9),
                alert("NoReplica", "", "pending", 3),
                alert("ReplicaDown", "backend-1", "pending", 1)))
        .extracting(LedgerEntry::subject)
        .containsExactly("NoReplica", "NoReplica", "ReplicaDown", "ReplicaDown");
  }

  @Test
  void whatWasActiveBeforeTheFaultIsNotItsAlert() {
    assertThat(of(alert("ReplicaDown", "backend-2", "pending", -1, 1)))
        .extracting(LedgerEntry::absence)
        .containsExactly("no alert became active", "no alert became active");
  }
}
