package switchboard.console.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.console.load.LoadStats;
import switchboard.console.load.LoadStats.Requests;
import switchboard.console.load.SampleStats;
import switchboard.console.verdict.GateCheck.State;

class JudgementTest {
  private static final Duration LIMIT = Duration.ofMillis(100);

  private final Judgement judgement = new Judgement();

  private GateCheck check(Gate gate) {
    return judgement.conclude().gates().stream()
        .filter(each -> each.gate() == gate)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withoutAnObjectionItPassesAndEveryGateHolds() {
    var conclusion = judgement.conclude();

    assertThat(conclusion.result()).isEqualTo(Result.PASSED);
    assertThat(conclusion.gate()).isEmpty();
    assertThat(conclusion.sentence()).isEqualTo("Every gate held, and every objective was met.");
    assertThat(conclusion.gates()).extracting(GateCheck::gate).containsExactly(Gate.values());
    assertThat(conclusion.gates()).allMatch(each -> each.state() == State.HELD);
  }

  @Test
  void passWithARemarkDoesNotSayThatEveryGateHeld() {
    judgement.remark(Gate.MACHINE, "something waited for a CPU");

    assertThat(judgement.conclude().sentence())
        .isEqualTo("Every gate that decides held, and every objective was met.");
  }

  @ParameterizedTest
  @EnumSource(Gate.class)
  void firstGateThatDoesNotHoldDecides(Gate gate) {
    for (var later : Gate.values()) {
      if (later.compareTo(gate) > 0) {
        judgement.notHeld(later, Result.INCONCLUSIVE, later.title());
      }
    }
    judgement.notHeld(gate, Result.INVALID, "first");

    var conclusion = judgement.conclude();

    assertThat(conclusion.result()).isEqualTo(Result.INVALID);
    assertThat(conclusion.gate()).contains(gate);
    assertThat(conclusion.reasons().getFirst()).isEqualTo("first");
    assertThat(conclusion.reasons()).hasSize(EnumSet.range(gate, Gate.OBJECTIVES).size());
    assertThat(conclusion.sentence()).startsWith(gate.title() + ": first. ").endsWith(".");
    assertThat(conclusion.guidance())
        .contains("Gate: " + gate.title() + ". " + gate.advice() + ".");
  }

  @Test
  void resultsHaveTheirExitCodesAndNoneIsThatOfBadArguments() {
    assertThat(Arrays.stream(Result.values()).map(Result::exitCode)).containsExactly(0, 1, 3, 4, 5);
  }

  @Test
  void harmedMessagesFailHoweverItWasMeasured() {
    judgement.notHeld(Gate.GENERATOR, Result.INVALID, "late");
    judgement.promiseBroken("lost");

    assertThat(judgement.conclude().result()).isEqualTo(Result.FAILED);
    assertThat(judgement.conclude().reasons()).containsExactly("lost", "late");
  }

  @Test
  void worstOfAGateDecidesAndIsItsFirstReason() {
    judgement.notHeld(Gate.OBJECTIVES, Result.INCONCLUSIVE, "close");
    judgement.notHeld(Gate.OBJECTIVES, Result.FAILED, "missed");

    assertThat(judgement.conclude().result()).isEqualTo(Result.FAILED);
    assertThat(judgement.conclude().reasons()).containsExactly("missed", "close");
  }

  @Test
  void objectiveThatWasMissedForCertainNeedsNoMoreEvidence() {
    judgement.notHeld(Gate.EVIDENCE, Result.INCONCLUSIVE, "few");
    judgement.notHeld(Gate.OBJECTIVES, Result.FAILED, "missed");

    var conclusion = judgement.conclude();

    assertThat(conclusion.result()).isEqualTo(Result.FAILED);
    assertThat(conclusion.gate()).contains(Gate.OBJECTIVES);
    assertThat(conclusion.reasons()).containsExactly("missed", "few");
    assertThat(check(Gate.EVIDENCE).state()).isEqualTo(State.NOT_HELD);
  }

  @Test
  void objectiveThatIsTooCloseToTellLeavesTheLackOfEvidenceFirst() {
    judgement.notHeld(Gate.EVIDENCE, Result.INCONCLUSIVE, "few");
    judgement.notHeld(Gate.OBJECTIVES, Result.INCONCLUSIVE, "close");

    assertThat(judgement.conclude().gate()).contains(Gate.EVIDENCE);
  }

  @Test
  void whatWasEndedBeforeItsTimeIsAbortedUnlessAPromiseWasBroken() {
    judgement.notHeld(Gate.BOOKS, Result.INVALID, "unsettled");
    judgement.aborted("Ctrl+C");

    var conclusion = judgement.conclude();
    assertThat(conclusion.result()).isEqualTo(Result.ABORTED);
    assertThat(conclusion.gate()).isEmpty();
    assertThat(conclusion.sentence()).isEqualTo("Ctrl+C.");
    assertThat(conclusion.reasons()).containsExactly("Ctrl+C", "unsettled");

    judgement.promiseBroken("lost");
    assertThat(judgement.conclude().result()).isEqualTo(Result.FAILED);
    assertThat(judgement.conclude().gate()).contains(Gate.PROMISE);
  }

  @Test
  void whatIsNotOverCanFailAndCannotPass() {
    judgement.notOver("it still runs");

    assertThat(judgement.conclude().result()).isEqualTo(Result.INCONCLUSIVE);
    assertThat(judgement.conclude().gate()).isEmpty();
    assertThat(judgement.conclude().sentence()).isEqualTo("it still runs.");

    judgement.notHeld(Gate.OBJECTIVES, Result.FAILED, "slow");

    assertThat(judgement.conclude().result()).isEqualTo(Result.FAILED);
    assertThat(judgement.conclude().gate()).contains(Gate.OBJECTIVES);
    assertThat(judgement.conclude().reasons()).containsExactly("slow", "it still runs");
  }

  @Test
  void remarkChangesNoResult() {
    judgement.remark(Gate.MACHINE, "busy");

    assertThat(judgement.conclude().result()).isEqualTo(Result.PASSED);
    assertThat(judgement.conclude().reasons()).isEmpty();
    assertThat(check(Gate.MACHINE).isRemark()).isTrue();
    assertThat(check(Gate.MACHINE).sentence()).contains("busy");
    assertThat(check(Gate.STEADY).isRemark()).isFalse();
  }

  @Test
  void gateWithNothingToCheckDoesNotApplyUnlessItHeldElsewhere() {
    judgement.notApplicable(Gate.FAULT_PROVEN, "unmeasured");
    assertThat(check(Gate.FAULT_PROVEN).state()).isEqualTo(State.NOT_APPLICABLE);

    judgement.held(Gate.FAULT_PROVEN, "seen");

    assertThat(check(Gate.FAULT_PROVEN).state()).isEqualTo(State.HELD);
    assertThat(check(Gate.FAULT_PROVEN).sentence()).contains("seen");
  }

  @Test
  void findingsOfAFaultAreThoseOfItsRun() {
    var fault = new Judgement();
    fault.held(Gate.GENERATOR, "in time");
    fault.remark(Gate.MACHINE, "busy");
    fault.notApplicable(Gate.STEADY, "short");
    fault.notHeld(Gate.EVIDENCE, Result.INCONCLUSIVE, "few");
    fault.notHeld(Gate.OBJECTIVES, Result.FAILED, "one");
    fault.notHeld(Gate.OBJECTIVES, Result.FAILED, "two");

    judgement.include(fault.conclude(), "Killed backend-2");

    var conclusion = judgement.conclude();
    assertThat(conclusion.result()).isEqualTo(Result.FAILED);
    assertThat(conclusion.reasons())
        .containsExactly("Killed backend-2: one", "Killed backend-2: two", "Killed backend-2: few");
    assertThat(check(Gate.GENERATOR).sentence()).contains("Killed backend-2: in time");
    assertThat(check(Gate.MACHINE).isRemark()).isTrue();
    assertThat(check(Gate.STEADY).state()).isEqualTo(State.NOT_APPLICABLE);
  }

  @Test
  void simulatorThatIsAsLateAsItMayBeIsNoObjection() {
    judgement.generator(LIMIT, LIMIT);
    assertThat(judgement.conclude().result()).isEqualTo(Result.PASSED);

    judgement.generator(LIMIT.plus(Duration.ofNanos(1)), LIMIT);

    assertThat(judgement.conclude().result()).isEqualTo(Result.INVALID);
    assertThat(judgement.conclude().reasons())
        .containsExactly(
            "The simulator's timers were up to 101 ms late (99th percentile), over the limit of"
                + " 100 ms");
  }

  @Test
  void requestsThatWereDueAndNotSentAreNoLoad() {
    judgement.nothingDropped(0);
    assertThat(judgement.conclude().result()).isEqualTo(Result.PASSED);

    judgement.nothingDropped(1);

    assertThat(judgement.conclude().gate()).contains(Gate.GENERATOR);
    assertThat(judgement.conclude().reasons().getFirst()).startsWith("1 request was due and not");
  }

  @Test
  void lostMessagesAreInTheBooks() {
    var lost =
        SampleStats.UNHARMED.withMessages(
            was -> new LoadStats.Messages(500, 500, 25_002L, 25_000, 2, 0, 0, 0L, 0L, 0L, 0, 0L));

    judgement.booksClosed(lost.stats());

    assertThat(judgement.conclude().reasons()).isEmpty();
  }

  @Test
  void requestsInFlightAtTheEndLeaveTheBooksOpen() {
    judgement.booksClosed(SampleStats.UNHARMED.with(new Requests(1_000, 0, 3)).stats());

    assertThat(judgement.conclude().reasons())
        .isEqualTo(List.of("3 requests were still in flight at the end"));
    assertThat(judgement.conclude().result()).isEqualTo(Result.INVALID);
  }

  @Test
  void requestsThatAreNowhereLeaveTheBooksOpen() {
    assertThat(new Requests(10, 1, 2, 12L, 0L).areAccountedFor()).isTrue();
    assertThat(new Requests(10, 1, 2, 13L, 0L).areAccountedFor()).isFalse();
    assertThat(new Requests(10, 1, 2).areAccountedFor()).isTrue();
    judgement.requestsAccountedFor(true);
    assertThat(judgement.conclude().result()).isEqualTo(Result.PASSED);

    judgement.requestsAccountedFor(false);

    assertThat(judgement.conclude().gate()).contains(Gate.BOOKS);
    assertThat(judgement.conclude().result()).isEqualTo(Result.INVALID);
  }
}
