package switchboard.console.ui.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Action;
import switchboard.console.platform.Instance;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.ui.command.Command;

class CockpitCommandsTest {
  private static final KeyCombination KILL = KeyCombination.keyCombination("Shortcut+Shift+K");

  private final Models models = new Models();

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void stoppedSystemIsLaunchedAndNothingElse() {
    assertThat(titles()).containsExactly("Launch the system");

    act("Launch the system");

    assertThat(models.platform.state().phase()).isEqualTo(SystemState.Phase.RUNNING);
  }

  @Test
  void launchUnderWayIsCancelled() {
    models.workspace.start().launch();

    assertThat(titles()).containsExactly("Cancel launch");
  }

  @Test
  void singleReplicasAreKilledFrozenStoppedAndBroughtBack() {
    models.launched(3);

    act("Kill backend-1");
    act("Freeze backend-2 for 10 s");
    ask("Stop backend-3");

    assertThat(models.platform.state().backends())
        .extracting(Instance::state)
        .containsExactly(Instance.State.RESTARTING, Instance.State.PAUSED, Instance.State.STOPPED);
    assertThat(command("Kill backend-1"))
        .returns(false, Command::possible)
        .returns("backend-1 is restarting", Command::hint);
    act("Unfreeze backend-2");
    act("Start backend-3");
    assertThat(models.platform.state().backends().subList(1, 3)).allMatch(Instance::isReady);
  }

  @Test
  void everyKindOfFaultIsInjectedWhereItIsPossible() {
    models.launched(2);

    assertThat(titles())
        .contains(
            "Kill store",
            "Freeze gateway for 10 s",
            "Crash backend-2",
            "Slow backend-1 for 10 s",
            "Inject errors into backend-2 for 10 s",
            "Cut backend-1 off the store for 10 s",
            "Burn CPU on backend-1 for 10 s",
            "Fill memory on backend-1 for 10 s",
            "Skew the clock of backend-2 for 10 s")
        .doesNotContain("Slow store for 10 s", "Kill simulator");
    act("Slow backend-1 for 10 s");
    assertThat(models.platform.active("backend-1").toOptional()).contains(Set.of("slow"));
  }

  @Test
  void kindThatThePlatformCannotDoIsThereWithTheReason() {
    models.platform.canOnly(ReplicaLifecycle.class);
    models.launched(2);

    assertThat(command("Slow backend-1 for 10 s"))
        .returns(false, Command::possible)
        .returns("Memory cannot do that.", Command::hint);
    assertThat(command("Stop backend-1").possible()).isTrue();
  }

  @Test
  void keysKillTheTargetThatIsChosen() {
    models.launched(2);
    assertThat(command("Kill a random replica").keys()).contains(KILL);

    models.cockpit.faults().targetProperty().set("backend-2");

    assertThat(command("Kill backend-2").keys()).contains(KILL);
    assertThat(command("Kill a random replica").keys()).isEmpty();
  }

  @Test
  void replicasAreAddedRemovedAndSetByANumber() {
    models.launched(2);

    act("Add a replica");
    assertThat(models.platform.state().backends()).hasSize(3);
    act("Remove a replica");
    assertThat(models.platform.state().backends()).hasSize(2);

    act("Scale replicas to 10", OptionalInt.of(10));
    assertThat(models.platform.state().backends()).hasSize(10);
    assertThat(command("Add a replica").possible()).isFalse();
    assertThat(command("Scale replicas to 11", OptionalInt.of(11)))
        .returns(false, Command::possible)
        .returns("10 at most", Command::hint);
  }

  @Test
  void loadIsSetByANumber() {
    models.launched(1);
    var plan = models.cockpit.controls().traffic().plan().valueProperty();

    command("Set virtual users to 500", OptionalInt.of(500)).action().run();
    models.background.finish();
    assertThat(plan.get().users()).isEqualTo(500);
    assertThat(command("Set messages per user per minute to 601", OptionalInt.of(601)).possible())
        .isFalse();
  }

  @Test
  void simulatorsAreAddedRemovedAndSetByANumber() {
    models.launched(1);

    act("Set simulators to 3", OptionalInt.of(3));
    assertThat(models.platform.state().simulators()).hasSize(3);
    act("Remove a simulator");
    assertThat(models.platform.state().simulators()).hasSize(2);
    act("Add a simulator");
    assertThat(models.platform.state().simulators()).hasSize(3);
    assertThat(command("Set simulators to 6", OptionalInt.of(6)))
        .returns(false, Command::possible)
        .returns("1 to 5", Command::hint);
  }

  @Test
  void whatIsNotAllowedIsThereWithTheReason() {
    models.launched(2);
    for (var each : List.of(Action.KILL, Action.SCALE, Action.LIMIT, Action.STOP)) {
      models.platform.forbid(each, "You may not " + each + ".");
    }
    models.tick();

    assertThat(
            List.of(
                command("Kill backend-1"),
                command("Kill a random replica"),
                command("Add a replica"),
                command("Scale replicas to 5", OptionalInt.of(5)),
                command("Apply the chosen limits"),
                command("Stop the system")))
        .noneMatch(Command::possible)
        .extracting(Command::hint)
        .containsExactly(
            "You may not KILL.",
            "You may not KILL.",
            "You may not SCALE.",
            "You may not SCALE.",
            "You may not LIMIT.",
            "You may not STOP.");
    models.workspace.stop();
    models.background.finish();
    assertThat(models.platform.state().phase()).isEqualTo(SystemState.Phase.RUNNING);
  }

  @Test
  void launchThatIsNotAllowedSaysWhyAndDoesNothing() {
    models.platform.forbid(Action.LAUNCH, "You may not create pods.");
    models.workspace.start().look();
    models.background.finish();

    assertThat(command("Launch the system"))
        .returns(false, Command::possible)
        .returns("You may not create pods.", Command::hint);
    models.workspace.start().launch();
    models.background.finish();
    assertThat(models.platform.state().phase()).isEqualTo(SystemState.Phase.STOPPED);
  }

  @Test
  void whatAnAdministratorAllowsMeanwhileIsPossibleAgain() {
    models.platform.forbid(Action.LAUNCH, "You may not create pods.");
    models.tick();
    models.platform.allowAll();
    models.tick();
    assertThat(command("Launch the system").possible()).isTrue();

    models.platform.forbid(Action.LAUNCH, "You may not create pods.");
    models.tick();
    assertThat(command("Launch the system").possible()).isFalse();
  }

  @Test
  void whoMayNotLaunchMayTakeOverWhatRuns() {
    models.platform.forbid(Action.LAUNCH, "You may not create pods.");
    models.platform.runElsewhere(2);
    models.workspace.start().look();
    models.background.finish();

    act("Adopt the running system");

    assertThat(models.platform.state().phase()).isEqualTo(SystemState.Phase.RUNNING);
  }

  private List<String> titles() {
    return models.workspace.commands(OptionalInt.empty()).stream().map(Command::title).toList();
  }

  private Command command(String title) {
    return command(title, OptionalInt.empty());
  }

  private Command command(String title, OptionalInt number) {
    return models.workspace.commands(number).stream()
        .filter(each -> each.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError(title + " is not there"));
  }

  private void act(String title) {
    act(title, OptionalInt.empty());
  }

  /** What leaves no ready replica is asked first. */
  private void ask(String title) {
    command(title).action().run();
    act(models.prompts::answer);
  }

  private void act(Runnable action) {
    action.run();
    models.background.finish();
    models.tick();
  }

  private void act(String title, OptionalInt number) {
    act(command(title, number).action());
  }
}
