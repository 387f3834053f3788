package switchboard.console.ui.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.SampleStats;
import switchboard.console.session.Snapshots;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.Objectives;

class ObjectivesModelTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final SampleStats BEFORE = SampleStats.UNHARMED;

  private final Models models = new Models().launched(2);
  private final ObjectivesModel objectives = models.cockpit.faults().objectives();

  @AfterEach
  void close() {
    models.close();
  }

  private void type(String text) {
    objectives.textProperty().set(text);
    objectives.take();
  }

  private List<String> inForce() {
    return models.session.verdicts().objectives().all().stream()
        .filter(Objective::named)
        .map(Objective::text)
        .toList();
  }

  private Optional<String> found(String objective) {
    return objectives.rowsProperty().get().stream()
        .filter(row -> row.objective().text().equals(objective))
        .findFirst()
        .orElseThrow()
        .result()
        .map(result -> result.state().word() + ", " + result.found());
  }

  @Test
  void severalAreTypedWithSemicolonsBetweenAndReplaceTheDefaultOfTheirFigure() {
    type("requests.p99<=250ms during fault;; recovery<=5s ");

    assertThat(inForce()).containsExactly("requests.p99<=250ms during fault", "recovery<=5s");
    assertThat(objectives.rowsProperty().get())
        .extracting(row -> row.objective().text())
        .contains("requests.failed == 0 during run", "recovery<=5s")
        .doesNotContain("recovery<=1m");
    assertThat(objectives.mistakeProperty().get()).isEmpty();
  }

  @Test
  void semicolonInAQueryIsItsOwn() {
    type("promql(\"up{job=\\\"a;b\\\"}\")<=1; spread<=5%");

    assertThat(inForce()).hasSize(2).last().isEqualTo("spread<=5%");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requests.p99                      | FIGURE<=LIMIT",
        "speed<=3                          | requests.p99",
        "requests.p99<=250ms during baseline | have no baseline",
        "spread<=5%; spread<=6%            | Two limits",
      })
  void whatIsWrongIsSaidAndChangesNothing(String typed, String said) {
    type("recovery<=5s");

    type(typed);

    assertThat(objectives.mistakeProperty().get()).contains(said);
    assertThat(inForce()).containsExactly("recovery<=5s");
    type("");
    assertThat(objectives.mistakeProperty().get()).isEmpty();
    assertThat(inForce()).isEmpty();
  }

  @Test
  void newestVerdictSaysHowEachWasMet() {
    assertThat(found("recovery<=1m")).isEmpty();
    var run = new FaultRun(new Kill("backend-2"), AT, Optional.of(BEFORE.stats()));
    run.detected(AT.plusMillis(4));
    run.recovered(AT.plusMillis(1_800));
    var after = Optional.of(BEFORE.withTotal(1_500).stats());
    var verdict = run.judge(after, Map.of(), Objectives.DEFAULT);

    models.cockpit.faults().show(Snapshots.judged(AT.plusSeconds(30), List.of(verdict)));

    assertThat(found("recovery<=1m")).contains("met, 1.8 s");
    assertThat(found("requests.failed == 0 during run"))
        .contains("met, 0 of 500 requests failed (≤ 0.60 %)");
    assertThat(found("messages.lost == 0")).contains("met, 0");
  }
}
