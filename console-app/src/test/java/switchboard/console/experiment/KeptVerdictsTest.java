package switchboard.console.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Verdict;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.SampleStats;
import switchboard.console.session.Snapshots;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

class KeptVerdictsTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private final KeptVerdicts verdicts = new KeptVerdicts();
  private final List<Verdict> given = new ArrayList<>();

  private static Verdict verdict(int second, int failed) {
    var at = AT.plusSeconds(second);
    var run = new FaultRun(new Kill("backend-1"), at, Optional.of(SampleStats.UNHARMED.stats()));
    run.detected(at);
    run.recovered(at.plusMillis(500));
    return run.judge(
        Optional.of(SampleStats.UNHARMED.withTotal(12_000).withFailed(failed).stats()),
        Map.of(),
        Objectives.DEFAULT);
  }

  /** The session gives the newest hundred. */
  private void give(Verdict verdict) {
    given.add(verdict);
    var newest = given.subList(Math.max(0, given.size() - 100), given.size());
    verdicts.see(Snapshots.judged(verdict.at().plusSeconds(22), newest), AT);
  }

  @Test
  void verdictIsKeptOnceWithTheTimeAtWhichItWasSeenFirst() {
    var first = verdict(0, 0);
    give(first);
    give(verdict(1, 0));

    assertThat(verdicts.all()).isEqualTo(given);
    assertThat(verdicts.givenAt(first)).contains(AT.plus(Duration.ofSeconds(22)));
    assertThat(verdicts.leftOut()).isZero();
  }

  @Test
  void verdictOfAnEarlierFaultIsNotKept() {
    give(verdict(-5, 0));

    assertThat(verdicts.all()).isEmpty();
  }

  @Test
  void ofTooManyTheOldestThatPassedIsLeftOutFirst() {
    give(verdict(0, 3));
    for (var second = 1; second <= KeptVerdicts.MAX_KEPT + 4; second++) {
      give(verdict(second, 0));
    }

    assertThat(verdicts.all()).hasSize(KeptVerdicts.MAX_KEPT);
    assertThat(verdicts.leftOut()).isEqualTo(5);
    assertThat(verdicts.all().getFirst().result()).isEqualTo(Result.FAILED);
    assertThat(verdicts.all().getLast()).isEqualTo(given.getLast());
  }
}
