package switchboard.console.ui.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Ledger;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Milestone;
import switchboard.console.fault.kind.Kill;
import switchboard.console.verdict.Objectives;

class LedgerModelTest {
  private static final Instant AT =
      ZonedDateTime.of(2026, 1, 1, 12, 4, 10, 0, ZoneId.systemDefault()).toInstant();

  @Test
  void ledgerOfAVerdictIsShownLineByLine() {
    var model = new LedgerModel();
    var ledger =
        new Ledger(
            List.of(
                LedgerEntry.seen(
                    Milestone.SCRAPE_FAILED,
                    new Evidence(AT, AT.plusSeconds(5), "scraped every 5.0 s")),
                LedgerEntry.absent(Milestone.ALERT_FIRING, "did not fire")),
            Optional.empty());

    model.open(
        new FaultRun(new Kill("backend-2"), AT, Optional.empty())
            .judge(Optional.empty(), Map.of(), Objectives.DEFAULT)
            .with(ledger));

    assertThat(model.openProperty().get()).isTrue();
    assertThat(model.titleProperty().get()).isEqualTo("Detection ledger · Killed backend-2");
    assertThat(model.noticedProperty().get()).isEqualTo("Noticed first: up == 0.");
    assertThat(model.rows())
        .containsExactly(
            new LedgerRow("up == 0", "12:04:15", "10 – 15 s", "scraped every 5.0 s"),
            new LedgerRow("alert firing", "–", "", "did not fire"));
    model.close();
    assertThat(model.openProperty().get()).isFalse();
  }
}
