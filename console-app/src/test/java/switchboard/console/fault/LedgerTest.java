package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.kind.Kill;
import switchboard.console.verdict.Objectives;

@Tag("locales")
class LedgerTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private static Evidence between(long fromMillis, long untilMillis) {
    return new Evidence(AT.plusMillis(fromMillis), AT.plusMillis(untilMillis), "a method");
  }

  private static Ledger ledger(LedgerEntry... entries) {
    return new Ledger(List.of(entries), Optional.empty());
  }

  private static LedgerEntry seen(Milestone milestone, long fromMillis, long untilMillis) {
    return LedgerEntry.seen(milestone, between(fromMillis, untilMillis));
  }

  @Test
  void whatWasSeenSurelyBeforeAllElseNoticedTheFaultFirst() {
    var ledger =
        ledger(
            seen(Milestone.INJECTED, 0, 1),
            seen(Milestone.FIRST_FAILED, 300, 302),
            seen(Milestone.TAKEN_OUT, 12, 16),
            LedgerEntry.absent(Milestone.FIRST_SLOW, "none took over 1 s"),
            seen(Milestone.SCRAPE_FAILED, 17, 1_000));

    assertThat(ledger.noticedFirst()).isEqualTo("Noticed first: gateway took it out.");
  }

  @Test
  void intervalsThatOverlapAreNotOrdered() {
    var ledger =
        ledger(
            seen(Milestone.FIRST_FAILED, 2_000, 2_002),
            seen(Milestone.TAKEN_OUT, 12, 16),
            seen(Milestone.SCRAPE_FAILED, 16, 5_000),
            seen(Milestone.ALERT_FIRING, 2_010, 9_000).of("ReplicaDown"));

    assertThat(ledger.noticedFirst())
        .isEqualTo("Noticed first: gateway took it out or up == 0. Their intervals overlap.");
  }

  @Test
  void faultThatNobodyNoticedSaysSo() {
    assertThat(ledger(seen(Milestone.READY, 1, 2)).noticedFirst()).isEqualTo("Nothing noticed it.");
  }

  @Test
  void timeSinceTheInjectionCountsBothIntervals() {
    var ledger = ledger(seen(Milestone.INJECTED, 0, 4));

    assertThat(ledger.sinceInjection(between(0, 5_000))).contains("0 to 5 s");
    assertThat(ledger().sinceInjection(between(0, 5_000))).isEmpty();
  }

  @Test
  void lineOfAnAlertHasItsName() {
    assertThat(seen(Milestone.ALERT_FIRING, 1, 2).of("ReplicaDown").name())
        .isEqualTo("alert ReplicaDown firing");
    assertThat(seen(Milestone.TAKEN_OUT, 1, 2).name()).isEqualTo("gateway took it out");
  }

  @Test
  void lineHasEvidenceOrSaysWhyThereIsNone() {
    assertThatThrownBy(() -> LedgerEntry.absent(Milestone.READY, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sentenceOfAVerdictIsNoFinerThanWhatTheRecoveryWasSeenBy() {
    var run = new FaultRun(new Kill("backend-2"), AT, Optional.empty());
    run.recovered(between(1_200, 2_180));

    var verdict = run.judge(Optional.empty(), Map.of(), Objectives.DEFAULT);

    assertThat(verdict.sentence()).contains("ready again in 2.2 s");
    assertThat(verdict.with(new Ledger(List.of(), run.recovery())).sentence())
        .contains("ready again in 1.2 to 2.2 s");
  }
}
