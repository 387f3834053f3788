package switchboard.console.ui.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.fault.Fault;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Kill;
import switchboard.console.platform.Action;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.ui.command.Command;

/** The palette's commands for every kind of fault on every component that can have it. */
final class FaultCommands {
  private static final KeyCombination KILL =
      new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private static final KeyCombination UNDO_ALL =
      new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private final FaultModel faults;

  FaultCommands(FaultModel faults) {
    this.faults = faults;
  }

  /** Kills first, and replicas before other components. */
  List<Command> list() {
    var commands = new ArrayList<Command>();
    commands.add(undoAll());
    kinds(true).forEach(kind -> targets(kind).forEach(each -> commands.add(kill(kind, each))));
    commands.add(killRandom());
    kinds(false).forEach(kind -> targets(kind).forEach(each -> commands.add(inject(kind, each))));
    instances().flatMap(each -> back(each).stream()).forEach(commands::add);
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

  private static Stream<FaultKind> kinds(boolean killing) {
    return FaultKind.all().stream().filter(kind -> isKill(kind) == killing);
  }

  private static boolean isKill(FaultKind kind) {
    return kind.on(FaultModel.RANDOM) instanceof Kill;
  }

  private Stream<Instance> instances() {
    return Stream.of(Role.BACKEND, Role.GATEWAY, Role.STORE)
        .flatMap(role -> faults.instances().stream().filter(each -> each.role() == role));
  }

  private Stream<Instance> targets(FaultKind kind) {
    return instances().filter(each -> kind.isOf(each.role()));
  }

  private Command kill(FaultKind kind, Instance target) {
    var command = inject(kind, target);
    return target.name().equals(faults.targetProperty().get()) ? command.withKeys(KILL) : command;
  }

  private Command inject(FaultKind kind, Instance target) {
    var fault = kind.on(target.name());
    return Command.of(
            icon(kind), fault.action(), hint(kind), () -> faults.replicas().inject(List.of(fault)))
        .unless(faults.obstacles().of(kind, target));
  }

  private static Feather icon(FaultKind kind) {
    return isKill(kind) ? Feather.X : Feather.ZAP;
  }

  private static String hint(FaultKind kind) {
    return kind.parameters().isEmpty()
        ? kind.description()
        : kind.description() + " · " + kind.strength();
  }

  private Command killRandom() {
    var possible =
        faults.instances().stream()
            .filter(each -> each.role() == Role.BACKEND)
            .anyMatch(FaultObstacles::isAlive);
    var command =
        Command.of(
                Feather.X,
                "Kill a random replica",
                possible ? "" : ReplicaToggle.whyNot(Optional.empty()),
                faults::killRandom)
            .when(possible)
            .unless(faults.rights().whyNot(Action.KILL).getValue());
    return FaultModel.RANDOM.equals(faults.targetProperty().get())
        ? command.withKeys(KILL)
        : command;
  }

  /** What ends a freeze or a stop of it. */
  private Optional<Command> back(Instance target) {
    var name = target.name();
    var command =
        switch (target.state()) {
          case PAUSED ->
              Optional.of(
                  Command.of(
                      Feather.PLAY,
                      "Unfreeze " + name,
                      "",
                      () -> faults.replicas().unfreeze(name)));
          case STOPPED ->
              Optional.of(
                  Command.of(
                      Feather.POWER, "Start " + name, "", () -> faults.replicas().start(name)));
          case STARTING, READY, NOT_READY, RESTARTING, STOPPING -> Optional.<Command>empty();
        };
    return command.map(
        each -> faults.replicas().isBusy(name) ? each.unless(ReplicaToggle.busy(name)) : each);
  }
}
