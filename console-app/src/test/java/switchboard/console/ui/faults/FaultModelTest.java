package switchboard.console.ui.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.fault.PendingVerdict;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Kill;
import switchboard.console.fault.kind.Stop;
import switchboard.console.platform.Destination;
import switchboard.console.platform.Instance;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.cockpit.Models;
import switchboard.console.ui.command.Command;

class FaultModelTest {
  private static final FaultKind STOP = FaultKind.named("stop").orElseThrow();

  private final Models models = new Models().launched(3);
  private final FaultModel faults = models.cockpit.faults();

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void everyBackendIsATarget() {
    assertThat(faults.targets())
        .containsExactly(FaultModel.RANDOM, "backend-1", "backend-2", "backend-3");
  }

  @Test
  void chosenTargetIsKilled() {
    faults.targetProperty().set("backend-2");
    faults.kill();
    models.background.finish();
    assertThat(state("backend-2")).isEqualTo(Instance.State.RESTARTING);
  }

  @Test
  void deadTargetCannotBeKilledAgain() {
    faults.targetProperty().set("backend-2");
    faults.kill();
    models.background.finish();
    models.tick();
    assertThat(faults.killableProperty().get()).isFalse();
    faults.targetProperty().set(FaultModel.RANDOM);
    assertThat(faults.killableProperty().get()).isTrue();
  }

  @Test
  void randomKillsOneThatIsAlive() {
    faults.replicas().kill("backend-1");
    faults.replicas().kill("backend-3");
    models.background.finish();
    models.tick();
    faults.kill();
    models.prompts.answer();
    models.background.finish();
    assertThat(state("backend-2")).isEqualTo(Instance.State.RESTARTING);
  }

  @Test
  void lastReadyReplicaIsKilledOnlyWithTheAnswer() {
    act(() -> faults.replicas().kill("backend-1"));
    act(() -> faults.replicas().kill("backend-3"));

    act(() -> faults.replicas().kill("backend-2"));
    assertThat(state("backend-2")).isEqualTo(Instance.State.READY);
    assertThat(models.prompts.isAnything()).isTrue();

    act(models.prompts::answer);
    assertThat(state("backend-2")).isEqualTo(Instance.State.RESTARTING);
  }

  @Test
  void faultOnAClusterOfOthersCanBeGivenUpForSomeSeconds() {
    models.platform.goTo(List.of(new Destination("shared", "a cluster of others", true, true)));
    models.platform.choose("shared");

    act(() -> faults.replicas().kill("backend-2"));
    assertThat(state("backend-2")).isEqualTo(Instance.State.READY);
    assertThat(models.prompts.secondsLeft()).isPresent();

    act(models.prompts::giveUpCountdown);
    act(() -> models.background.pass(Duration.ofSeconds(10)));
    assertThat(state("backend-2")).isEqualTo(Instance.State.READY);
  }

  @Test
  void targetThatIsScaledAwayGivesWayToRandom() {
    faults.targetProperty().set("backend-3");
    models.session.replicas().scale(2, step -> {});
    models.background.finish();
    models.tick();
    assertThat(faults.targetProperty().get()).isEqualTo(FaultModel.RANDOM);
  }

  @Test
  void judgingCountsFromTheFault() {
    var kill =
        new PendingVerdict(
            new Kill("backend-1"), models.clock.instant(), Optional.empty(), Optional.empty());
    models.tick(kill);
    models.tick(kill);
    var watched = faults.judgingProperty().get().orElseThrow();
    assertThat(watched).isEqualTo(new FaultModel.Observed(kill, Duration.ofSeconds(2)));
  }

  @Test
  void killThatDoesNotWorkIsANotice() {
    faults.replicas().kill("backend-9");
    models.background.finish();
    assertThat(models.notices).hasSize(1);
  }

  @Test
  void targetIsFrozenAndUnfrozenByTheSameButton() {
    faults.targetProperty().set("backend-2");
    assertThat(faults.freezingProperty().get())
        .isEqualTo(new ReplicaToggle("Freeze 10 s", "Freeze backend-2 for 10 s", true));
    act(faults::freezeOrUnfreeze);
    assertThat(state("backend-2")).isEqualTo(Instance.State.PAUSED);
    assertThat(faults.freezingProperty().get())
        .isEqualTo(new ReplicaToggle("Unfreeze", "Unfreeze backend-2", true));
    act(faults::freezeOrUnfreeze);
    assertThat(state("backend-2")).isEqualTo(Instance.State.READY);
  }

  private Command undoAll() {
    return faults.commands().stream()
        .filter(each -> each.title().equals("Undo all faults"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void allFaultsAreUndoneByOneCommandAndItsKeys() {
    assertThat(undoAll().possible()).isFalse();
    assertThat(undoAll().hint()).isEqualTo("no fault is active");
    faults.targetProperty().set("backend-1");
    act(faults::freezeOrUnfreeze);
    act(() -> faults.replicas().inject(List.of(new Stop("backend-2"))));
    assertThat(undoAll().hint()).isEqualTo("froze backend-1, stopped backend-2");
    assertThat(undoAll().keys())
        .contains(
            new KeyCodeCombination(
                KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));

    act(undoAll().action());

    assertThat(state("backend-1")).isEqualTo(Instance.State.READY);
    assertThat(state("backend-2")).isEqualTo(Instance.State.READY);
    assertThat(undoAll().possible()).isFalse();
    assertThat(models.notices).isEmpty();
  }

  @Test
  void faultThatCannotBeUndoneIsANotice() {
    faults.targetProperty().set("backend-1");
    act(faults::freezeOrUnfreeze);
    models.platform.failUnpauses(1);

    act(undoAll().action());

    assertThat(models.notices)
        .singleElement()
        .satisfies(each -> assertThat(each.happened()).isEqualTo("memory does not respond"));
    assertThat(undoAll().possible()).isTrue();
  }

  @Test
  void stoppedTargetIsNotFrozen() {
    faults.targetProperty().set("backend-2");
    act(() -> stop("backend-2"));
    assertThat(state("backend-2")).isEqualTo(Instance.State.STOPPED);
    assertThat(faults.freezingProperty().get())
        .isEqualTo(new ReplicaToggle("Freeze 10 s", "backend-2 is stopped: start it first", false));
    act(() -> faults.replicas().start("backend-2"));
    assertThat(state("backend-2")).isEqualTo(Instance.State.READY);
  }

  @Test
  void targetThatRestartsIsNotFrozen() {
    faults.targetProperty().set("backend-2");
    act(faults::kill);
    act(faults::freezeOrUnfreeze);
    assertThat(state("backend-2")).isEqualTo(Instance.State.RESTARTING);
    assertThat(models.notices).isEmpty();
  }

  @Test
  void frozenTargetCannotEndGracefully() {
    faults.targetProperty().set("backend-1");
    act(faults::freezeOrUnfreeze);
    assertThat(faults.obstacles().of(STOP, models.platform.state().instance("backend-1").get()))
        .isEqualTo("backend-1 is frozen: unfreeze it first");
    assertThat(faults.killableProperty().get()).isTrue();
  }

  @Test
  void randomFreezesOneThatIsNotFrozenYet() {
    act(faults::freezeOrUnfreeze);
    act(faults::freezeOrUnfreeze);
    act(faults::freezeOrUnfreeze);
    act(models.prompts::answer);
    assertThat(models.platform.state().backends())
        .allMatch(each -> each.state() == Instance.State.PAUSED);
    assertThat(faults.freezingProperty().get())
        .isEqualTo(new ReplicaToggle("Freeze 10 s", "No replica is running", false));
  }

  @Test
  void replicaTakesOneActionAtATimeUntilItsNewStateIsSeen() {
    faults.targetProperty().set("backend-3");
    stop("backend-3");
    assertThat(faults.replicas().progressProperty().get()).isEqualTo("Stop backend-3");
    assertThat(faults.freezingProperty().get().possible()).isFalse();
    faults.freezeOrUnfreeze();
    assertThat(models.background.waiting()).isEqualTo(1);
    models.background.finish();
    assertThat(faults.replicas().progressProperty().get()).isEmpty();
    assertThat(faults.replicas().isBusy("backend-3")).isTrue();
    models.tick();
    assertThat(faults.replicas().isBusy("backend-3")).isFalse();
  }

  @Test
  void whatCannotBeDoneToAReplicaIsANotice() {
    models.platform.failChanges(new Failure("Stopping", "it does not end", "Kill it."));
    act(() -> stop("backend-1"));
    assertThat(models.notices).extracting(Failure::happened).containsExactly("it does not end");
    assertThat(faults.replicas().isBusy("backend-1")).isFalse();
  }

  @Test
  void whatIsAskedFirstHappensOnlyWithTheAnswer() {
    models.asked.addAll(Set.of(ConfirmableAction.KILL, ConfirmableAction.FAULT));
    faults.targetProperty().set("backend-1");

    act(faults::kill);
    act(() -> stop("backend-1"));
    act(faults::freezeOrUnfreeze);

    assertThat(state("backend-1")).isEqualTo(Instance.State.READY);
    assertThat(models.prompts.isAnything()).isTrue();
  }

  @Test
  void stoppedReplicaIsStartedByUndo() {
    act(() -> stop("backend-1"));
    assertThat(state("backend-1")).isEqualTo(Instance.State.STOPPED);

    act(models.prompts::undo);

    assertThat(state("backend-1")).isEqualTo(Instance.State.READY);
    assertThat(models.prompts.undoProperty().get()).isEmpty();
  }

  @Test
  void freezeCanBeUndoneUntilItsEnd() {
    faults.targetProperty().set("backend-1");
    act(faults::freezeOrUnfreeze);
    assertThat(models.prompts.undoProperty().get()).isPresent();

    models.background.pass(FaultKind.DEFAULT_DURATION);

    assertThat(models.prompts.undoProperty().get()).isEmpty();
  }

  @Test
  void platformThatCannotHoldReplicasOffersNoFreeze() {
    assertThat(faults.canFreeze()).isTrue();
    models.platform.canOnly(ReplicaLifecycle.class);
    assertThat(models.opened().faults().canFreeze()).isFalse();
  }

  private void stop(String replica) {
    faults.replicas().inject(List.of(STOP.on(replica)));
  }

  private void act(Runnable action) {
    action.run();
    models.background.finish();
    models.tick();
  }

  private Instance.State state(String replica) {
    return models.platform.state().instance(replica).orElseThrow().state();
  }
}
