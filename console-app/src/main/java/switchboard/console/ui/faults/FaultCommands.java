package switchboard.console.ui.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.fault.Fault;
import switchboard.console.platform.Action;
import switchboard.console.platform.Instance;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.operation.RightsModel;

/** The palette's commands for what can be done to single replicas. */
final class FaultCommands {
  private static final KeyCombination KILL =
      new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private static final KeyCombination UNDO_ALL =
      new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private static final String KILLING = "SIGKILL, restarts automatically";

  private final FaultModel faults;
  private final RightsModel rights;

  FaultCommands(FaultModel faults, RightsModel rights) {
    this.faults = faults;
    this.rights = rights;
  }

  List<Command> list() {
    var commands = new ArrayList<Command>();
    commands.add(undoAll());
    faults.backends().forEach(each -> kill(each, commands));
    random(commands);
    faults.backends().forEach(each -> others(each, commands));
    return commands;
  }

  private Command undoAll() {
    var undoable = faults.undoing().undoable();
    return Command.of(
            Feather.ROTATE_CCW,
            "Undo all faults",
            undoable.isEmpty()
                ? "no fault is active"
                : String.join(", ", undoable.stream().map(Fault::mark).toList()),
            faults.undoing()::undoAll)
        .withKeys(UNDO_ALL)
        .when(!undoable.isEmpty());
  }

  private void kill(Instance replica, List<Command> commands) {
    var name = replica.name();
    var command =
        Command.of(
                Feather.X,
                "Kill " + name,
                FaultModel.isAlive(replica) ? KILLING : ReplicaToggle.whyNot(Optional.of(replica)),
                () -> faults.replicas().kill(name))
            .when(FaultModel.isAlive(replica))
            .unless(rights.whyNot(Action.KILL).getValue());
    commands.add(name.equals(faults.targetProperty().get()) ? command.withKeys(KILL) : command);
  }

  private void random(List<Command> commands) {
    var possible = faults.backends().stream().anyMatch(FaultModel::isAlive);
    var command =
        Command.of(
                Feather.X,
                "Kill a random replica",
                possible ? KILLING : ReplicaToggle.whyNot(Optional.empty()),
                faults::killRandom)
            .when(possible)
            .unless(rights.whyNot(Action.KILL).getValue());
    commands.add(
        FaultModel.RANDOM.equals(faults.targetProperty().get()) ? command.withKeys(KILL) : command);
  }

  private void others(Instance replica, List<Command> commands) {
    var name = replica.name();
    if (faults.canFreeze()) {
      var offer = faults.freezing(replica);
      commands.add(
          Command.of(
                  Feather.PAUSE,
                  replica.state() == Instance.State.PAUSED
                      ? "Unfreeze " + name
                      : "Freeze " + name + " for " + ReplicaActions.FREEZE.toSeconds() + " s",
                  offer.possible() ? "" : offer.says(),
                  () -> faults.freezeOrUnfreeze(replica))
              .when(offer.possible()));
    }
    if (!faults.canStop()) {
      return;
    }
    var offer = faults.stopping(replica);
    commands.add(
        Command.of(
                Feather.POWER,
                offer.text() + " " + name,
                offer.possible() ? "" : offer.says(),
                () -> faults.stopOrStart(replica))
            .when(offer.possible()));
  }
}
