package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static switchboard.console.Outcomes.done;
import static switchboard.console.Outcomes.failure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.Verdict;
import switchboard.console.fault.kind.Amounts;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.fault.kind.Kill;
import switchboard.console.fault.kind.Stop;
import switchboard.console.intent.HealReport;
import switchboard.console.intent.Intent;
import switchboard.console.intent.Intents;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Remedy;
import switchboard.console.session.timeline.TimelineEvent;

/** What keeps faults from outliving their console, and ends them before their time. */
class SessionUndoTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Freeze FREEZE = new Freeze("backend-1", LONG);
  private static final Stop STOP = new Stop("backend-2");
  private static final InjectedFault SLOW =
      FaultKind.named("slow")
          .orElseThrow()
          .on("backend-3", Amounts.PRESET, Optional.of(Duration.ofMinutes(1)));

  private final ManualClock clock = new ManualClock();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(clock, simulator.address());
  private final ManualTimer timer = new ManualTimer();

  /** The intents that are there, in the order in which they were written. */
  private final List<Intent> written = new ArrayList<>();

  /** The state of the target of each intent, when it was written. */
  private final List<State> before = new ArrayList<>();

  private Optional<IOException> fullDisk = Optional.empty();
  private final Session session =
      new Session(
          platform,
          new OkHttpClient(),
          clock,
          () -> Duration.ofSeconds(1),
          this::write,
          RunningSystems.UNWRITTEN,
          timer);

  private Intents.Written write(Intent intent) throws IOException {
    if (fullDisk.isPresent()) {
      throw fullDisk.get();
    }
    before.add(stateOf(intent.leftover().target()));
    written.add(intent);
    return () -> written.remove(intent);
  }

  @BeforeEach
  void launch() {
    session.watch();
    platform.runElsewhere(3);
    done(session.launch(3, LoadPlan.DEFAULT, step -> {}));
    Ticks.tick(session);
  }

  @AfterEach
  void close() {
    session.close();
    simulator.close();
  }

  private State stateOf(String replica) {
    return platform.state().instance(replica).orElseThrow().state();
  }

  private void injectAll() {
    done(session.faults().inject(FREEZE));
    done(session.faults().inject(STOP));
    done(session.faults().inject(SLOW));
  }

  @Test
  void intentIsWrittenBeforeTheInjection() {
    injectAll();

    assertThat(written)
        .extracting(
            Intent::kind, each -> each.leftover().target(), each -> each.leftover().remedy())
        .containsExactly(
            tuple("freeze", "backend-1", new Remedy.Unfreeze()),
            tuple("stop", "backend-2", new Remedy.Start()),
            tuple("slow", "backend-3", new Remedy.End("slow")));
    assertThat(before).containsOnly(State.READY);
    assertThat(written.getFirst().ends()).contains(clock.instant().plus(LONG));
    assertThat(written.getFirst().console().living()).contains(ProcessHandle.current());
    assertThat(session.undoing().undoable()).containsExactly(FREEZE, STOP, SLOW);
  }

  @Test
  void killLeavesNothingToUndo() {
    done(session.faults().inject(new Kill("backend-1")));

    assertThat(written).isEmpty();
    assertThat(failure(session.undoing().undo(new Kill("backend-1"))).sentence())
        .isEqualTo("Undoing: killed backend-1 failed: nothing undoes it. There is nothing to do.");
  }

  @Test
  void whatCannotBeNotedIsNotInjected() {
    fullDisk = Optional.of(new IOException("No space left on device"));

    assertThat(failure(session.faults().inject(FREEZE)).sentence())
        .startsWith(
            "Writing the intent of freeze on backend-1 to the disk failed: No space left on"
                + " device.")
        .contains("Nothing was injected");
    assertThat(stateOf("backend-1")).isEqualTo(State.READY);
    assertThat(session.undoing().undoable()).isEmpty();
  }

  @Test
  void intentOfWhatWasNotInjectedIsRemoved() {
    platform.failChanges(new Failure("Freezing", "no", "Wait."));

    failure(session.faults().inject(FREEZE));

    assertThat(before).hasSize(1);
    assertThat(written).isEmpty();
    assertThat(session.undoing().undoable()).isEmpty();
  }

  @Test
  void faultThatBeganWithoutAnAnswerIsEndedAtOnce() {
    platform.loseAnswer();

    assertThat(failure(session.faults().inject(SLOW)).happened()).isEqualTo("it did not answer");

    assertThat(done(platform.active("backend-3"))).isEmpty();
    assertThat(written).isEmpty();
  }

  @Test
  void intentOfAFaultThatMayHaveBegunStaysUntilItIsUndone() {
    platform.failChanges(new Failure("Injecting", "it did not answer", "Try again."));

    assertThat(failure(session.faults().inject(SLOW)).sentence())
        .isEqualTo(
            "Injecting failed: it did not answer; it may have begun all the same. Undo it, or try"
                + " again.");
    assertThat(written).extracting(Intent::kind).containsExactly("slow");

    platform.succeed();
    done(session.undoing().undoAll());
    assertThat(written).isEmpty();
  }

  @Test
  void intentIsRemovedWhenTheFaultIsOver() {
    injectAll();

    timer.advance(LONG);
    assertThat(written).extracting(Intent::kind).containsExactly("stop", "slow");

    done(session.replicas().start("backend-2"));
    assertThat(written).extracting(Intent::kind).containsExactly("slow");

    clock.advance(Duration.ofMinutes(1));
    Ticks.tick(session);
    assertThat(written).as("the replica still says that it is active").hasSize(1);
    platform.endBackendFaults("backend-3");
    Ticks.tick(session);
    assertThat(written).isEmpty();
    assertThat(session.undoing().undoable()).isEmpty();
  }

  @Test
  void deathEndsWhatIsDoneToAProcessAndAStartEndsAStop() {
    injectAll();

    platform.kill("backend-1");
    platform.kill("backend-3");
    assertThat(written).extracting(Intent::kind).containsExactly("stop");

    clock.advance(Duration.ofSeconds(1));
    platform.startReplica("backend-2");
    assertThat(written).isEmpty();
  }

  @Test
  void prolongedFreezeHasOneIntentUntilItsOwnEnd() {
    done(session.faults().inject(FREEZE));
    done(session.faults().inject(new Freeze("backend-1", LONG.multipliedBy(2))));

    assertThat(written)
        .singleElement()
        .satisfies(
            each -> assertThat(each.ends()).contains(clock.instant().plus(LONG.multipliedBy(2))));
    timer.advance(LONG);
    assertThat(written).hasSize(1);
    timer.advance(LONG);
    assertThat(written).isEmpty();
  }

  @Test
  void prolongationThatFailsLeavesTheIntentOfWhatGoesOn() {
    done(session.faults().inject(FREEZE));
    platform.failChanges(new Failure("Freezing", "no", "Wait."));

    failure(session.faults().inject(new Freeze("backend-1", LONG.multipliedBy(2))));

    assertThat(written)
        .singleElement()
        .satisfies(each -> assertThat(each.ends()).contains(clock.instant().plus(LONG)));
    platform.succeed();
  }

  @Test
  void undoAllEndsEverythingAtOnceAndTheVerdictsComeAllTheSame() {
    injectAll();
    clock.advance(Duration.ofSeconds(3));

    assertThat(done(session.undoing().undoAll())).containsExactlyInAnyOrder(FREEZE, STOP, SLOW);

    assertThat(platform.state().readyBackends()).isEqualTo(3);
    assertThat(done(platform.active("backend-3"))).isEmpty();
    assertThat(written).isEmpty();
    assertThat(session.undoing().undoable()).isEmpty();
    clock.advance(FaultRun.OBSERVATION_WINDOW.plusSeconds(1));
    Ticks.tick(session);
    assertThat(session.snapshot().verdicts())
        .allMatch(verdict -> verdict.recoveredAfter().isPresent())
        .extracting(Verdict::fault)
        .containsExactlyInAnyOrder(FREEZE, STOP, SLOW);
    assertThat(session.snapshot().timeline())
        .extracting(TimelineEvent::text)
        .contains(
            "undone: froze backend-1",
            "undone: stopped backend-2",
            "undone: slowed backend-3 by 200ms");
  }

  @Test
  void oneFaultIsUndoneAndTheOthersGoOn() {
    injectAll();
    clock.advance(Duration.ofSeconds(3));

    done(session.undoing().undo(SLOW));

    assertThat(session.undoing().undoable()).containsExactly(FREEZE, STOP);
    assertThat(stateOf("backend-1")).isEqualTo(State.PAUSED);
    Ticks.tick(session);
    assertThat(session.snapshot().judging())
        .filteredOn(PendingVerdict::recovered)
        .extracting(PendingVerdict::fault)
        .contains(SLOW)
        .doesNotContain(FREEZE);
    assertThat(failure(session.undoing().undo(SLOW)).happened()).isEqualTo("it is over");
  }

  @Test
  void whatCannotBeUndoneKeepsNothingElseFromItAndIsTriedAgain() {
    injectAll();
    platform.failUnpauses(1);

    assertThat(failure(session.undoing().undoAll()).sentence())
        .isEqualTo("Unfreezing backend-1 failed: memory does not respond. Wait.");

    assertThat(stateOf("backend-2")).isEqualTo(State.READY);
    assertThat(session.undoing().undoable()).containsExactly(FREEZE);
    assertThat(written).hasSize(1);
    assertThat(done(session.undoing().undoAll())).containsExactly(FREEZE);
  }

  @Test
  void undoAllWithoutFaultsDoesNothing() {
    assertThat(done(session.undoing().undoAll())).isEmpty();
  }

  @Test
  void consoleThatLeavesASystemRunningLeavesNoFaultOnIt() {
    injectAll();

    session.close();

    assertThat(platform.adopted()).isTrue();
    assertThat(platform.state().readyBackends()).isEqualTo(3);
    assertThat(done(platform.active("backend-3"))).isEmpty();
    assertThat(written).isEmpty();
  }

  @Test
  void whatWasHealedIsOnTheTimeline() {
    session.undoing().healed(new HealReport(List.of("A freeze is undone."), List.of()));

    Ticks.tick(session);
    assertThat(session.snapshot().timeline())
        .extracting(TimelineEvent::text)
        .contains("A freeze is undone.");
  }

  @Test
  void systemThatHasEndedHasNoFaults() {
    injectAll();

    done(session.stop(false, step -> {}));

    assertThat(written).isEmpty();
    assertThat(session.undoing().undoable()).isEmpty();
  }
}
