package switchboard.console.ui.faults.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.Verdict;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.fault.kind.Kill;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Snapshots;
import switchboard.console.verdict.Objectives;

class HistoryModelTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final InjectedFault FREEZE =
      FaultKind.named("freeze").orElseThrow().on("backend-2");

  private final List<InjectedFault> undoable = new ArrayList<>();
  private final HistoryModel history = new HistoryModel(() -> undoable);

  @Test
  void timeThatIsLeftIsThatOfTheFault() {
    show(AT.plusSeconds(4), new PendingVerdict(FREEZE, AT, Optional.empty(), Optional.empty()));

    assertThat(running())
        .returns("Running · Froze backend-2 for 10s", RunningFault::title)
        .returns(Optional.of("6 s left"), RunningFault::left)
        .returns(OptionalDouble.of(0.4), RunningFault::progress)
        .returns(Optional.of("not proven yet"), RunningFault::proof);
  }

  @Test
  void timeThatIsNotKnownIsNotShown() {
    show(
        AT.plusSeconds(4),
        new PendingVerdict(new Kill("backend-2"), AT, Optional.empty(), Optional.empty()));

    assertThat(running())
        .returns(Optional.empty(), RunningFault::left)
        .returns(OptionalDouble.empty(), RunningFault::progress)
        .returns("Waiting for backend-2 to be ready again.", RunningFault::says)
        .returns(Optional.empty(), RunningFault::proof);
  }

  @Test
  void faultThatOutlivesItsTimeHasNoneLeft() {
    show(AT.plusSeconds(11), new PendingVerdict(FREEZE, AT, Optional.empty(), Optional.empty()));

    assertThat(running())
        .returns(Optional.empty(), RunningFault::left)
        .returns("Waiting for backend-2 to be unfrozen and ready again.", RunningFault::says);
  }

  @Test
  void afterItsEndTheUsersAreWatched() {
    show(
        AT.plusSeconds(11),
        new PendingVerdict(FREEZE, AT, Optional.of(AT.plusSeconds(10)), Optional.empty()));

    assertThat(running())
        .returns("Recovered · Froze backend-2 for 10s", RunningFault::title)
        .returns(Optional.of("20 s left"), RunningFault::left);
  }

  @Test
  void evidenceIsShown() {
    var evidence = new Evidence(AT, AT.plusMillis(300), "server-side p50 rose by 198 ms");
    show(
        AT.plusSeconds(1), new PendingVerdict(FREEZE, AT, Optional.empty(), Optional.of(evidence)));

    assertThat(running().proof()).contains("proven: server-side p50 rose by 198 ms");
  }

  @Test
  void detailsFollowTheNewestVerdictUnlessAnotherIsChosen() {
    var first = verdict("backend-1");
    var second = verdict("backend-2");
    var third = verdict("backend-3");
    show(first, second);
    assertThat(history.verdicts()).containsExactly(second, first);
    assertThat(history.shownProperty().get()).contains(second);

    history.choose(first);
    show(first, second, third);
    assertThat(history.shownProperty().get()).contains(first);

    history.choose(third);
    var fourth = verdict("backend-4");
    show(first, second, third, fourth);
    assertThat(history.shownProperty().get()).contains(fourth);
  }

  @Test
  void detailsEndWithTheLaunch() {
    show(verdict("backend-1"), verdict("backend-2"));
    history.choose(history.verdicts().getLast());

    show();

    assertThat(history.shownProperty().get()).isEmpty();
  }

  @Test
  void faultCanBeUndoneWhileTheSessionCanUndoIt() {
    var judging = new PendingVerdict(FREEZE, AT, Optional.empty(), Optional.empty());
    undoable.add(FREEZE);
    show(AT, judging);
    assertThat(running().undoable()).isTrue();

    undoable.clear();
    show(AT, judging);
    assertThat(running().undoable()).isFalse();
  }

  private RunningFault running() {
    return history.runningProperty().get().getFirst();
  }

  private void show(Instant now, PendingVerdict judging) {
    history.show(Snapshots.of(now, SystemState.STOPPED, List.of(), List.of(judging)));
  }

  private void show(Verdict... verdicts) {
    history.show(Snapshots.judged(AT, List.of(verdicts)));
  }

  private static Verdict verdict(String replica) {
    var run = new FaultRun(new Kill(replica), AT, Optional.empty());
    run.detected(AT);
    run.recovered(AT.plusSeconds(2));
    return run.judge(Optional.empty(), Map.of(), Objectives.DEFAULT);
  }
}
