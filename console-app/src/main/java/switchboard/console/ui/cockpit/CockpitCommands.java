package switchboard.console.ui.cockpit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.platform.Instance;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.text.Format;
import switchboard.console.ui.command.Command;

/** The palette's commands for what the cockpit's controls do. */
final class CockpitCommands {
  static final KeyCombination LAUNCH =
      new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN);
  static final KeyCombination STOP =
      new KeyCodeCombination(KeyCode.PERIOD, KeyCombination.SHORTCUT_DOWN);
  static final KeyCombination MORE =
      new KeyCodeCombination(KeyCode.UP, KeyCombination.SHORTCUT_DOWN);
  static final KeyCombination FEWER =
      new KeyCodeCombination(KeyCode.DOWN, KeyCombination.SHORTCUT_DOWN);
  static final KeyCombination KILL =
      new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private static final String KILLING = "SIGKILL, restarts automatically";

  private final CockpitModel model;

  CockpitCommands(CockpitModel model) {
    this.model = model;
  }

  /**
   * @param number that was typed, for what takes one
   */
  List<Command> list(OptionalInt number) {
    var commands = new ArrayList<Command>();
    switch (model.lifecycle().phaseProperty().get()) {
      case STOPPED, LAUNCH_FAILED ->
          commands.add(
              Command.of(
                      Feather.PLAY,
                      model.takesOver().getValue()
                          ? "Adopt the running system"
                          : "Launch the system",
                      "with the choices on the start page",
                      model::launch)
                  .unless(model.launchObstacle().getValue())
                  .withKeys(LAUNCH));
      case LAUNCHING ->
          commands.add(
              Command.of(
                      Feather.X,
                      "Cancel launch",
                      "stops what was started",
                      model.lifecycle()::cancelLaunch)
                  .withKeys(STOP));
      case RUNNING -> {
        model.snapshotProperty().get().system().backends().forEach(each -> kill(each, commands));
        random(commands);
        model.snapshotProperty().get().system().backends().forEach(each -> others(each, commands));
        scale(number, commands);
        load(number, commands);
        model
            .simulators()
            .ifPresent(
                each ->
                    simulators(
                        each, model.whyNot(Action.SCALE_SIMULATORS).getValue(), number, commands));
        limits(commands);
        model.cluster().ifPresent(each -> cluster(each, commands));
        commands.add(
            model.secondsLeft().isPresent()
                ? Command.of(
                        Feather.X, "Keep the system and its messages", "same as Esc", model::stop)
                    .withKeys(STOP)
                : Command.of(
                        Feather.SQUARE,
                        "Stop the system",
                        model.lifecycle().deleteDataProperty().get()
                            ? "deletes the messages permanently"
                            : "",
                        model::stop)
                    .unless(model.whyNot(Action.STOP).getValue())
                    .withKeys(STOP));
      }
      case STOPPING -> {}
    }
    return commands;
  }

  private void kill(Instance replica, List<Command> commands) {
    var name = replica.name();
    var command =
        Command.of(
                Feather.X,
                "Kill " + name,
                FaultModel.isAlive(replica) ? KILLING : ReplicaToggle.whyNot(Optional.of(replica)),
                () -> model.faults().replicas().kill(name))
            .when(FaultModel.isAlive(replica))
            .unless(model.whyNot(Action.KILL).getValue());
    commands.add(
        name.equals(model.faults().targetProperty().get()) ? command.withKeys(KILL) : command);
  }

  private void random(List<Command> commands) {
    var faults = model.faults();
    var possible =
        model.snapshotProperty().get().system().backends().stream().anyMatch(FaultModel::isAlive);
    var command =
        Command.of(
                Feather.X,
                "Kill a random replica",
                possible ? KILLING : ReplicaToggle.whyNot(Optional.empty()),
                faults::killRandom)
            .when(possible)
            .unless(model.whyNot(Action.KILL).getValue());
    commands.add(
        FaultModel.RANDOM.equals(faults.targetProperty().get()) ? command.withKeys(KILL) : command);
  }

  private void others(Instance replica, List<Command> commands) {
    var faults = model.faults();
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

  private void scale(OptionalInt number, List<Command> commands) {
    var replicas = model.scale().count();
    var now = replicas.valueProperty().get();
    var most = SystemState.MAX_REPLICAS;
    var obstacle = model.scaleObstacle().getValue();
    number.ifPresent(
        wanted ->
            commands.add(
                Command.of(
                        Feather.COPY,
                        "Scale replicas to " + wanted,
                        wanted > most ? most + " at most" : "now " + now,
                        () -> replicas.apply(wanted))
                    .when(wanted <= most)
                    .unless(obstacle)));
    commands.add(
        Command.of(
                Feather.PLUS,
                "Add a replica",
                now < most ? "now " + now + "; or type “scale 5”" : most + " at most",
                () -> replicas.apply(now + 1))
            .withKeys(MORE)
            .when(now < most)
            .unless(obstacle));
    commands.add(
        Command.of(
                Feather.MINUS,
                "Remove a replica",
                now > 0 ? "now " + now : "there are none",
                () -> replicas.apply(now - 1))
            .withKeys(FEWER)
            .when(now > 0)
            .unless(obstacle));
  }

  private void load(OptionalInt number, List<Command> commands) {
    var plan = model.traffic().plan();
    var now = plan.valueProperty().get();
    var fit = model.traffic().mostUsersProperty().get();
    var most = LoadPlan.MAX_PER_MINUTE;
    number.ifPresent(
        wanted -> {
          commands.add(
              Command.of(
                      Feather.USERS,
                      "Set virtual users to " + Format.whole(wanted),
                      wanted > fit
                          ? Format.whole(fit) + " at most"
                          : "now " + Format.whole(now.users()),
                      () -> plan.apply(now.withUsers(wanted)))
                  .when(wanted <= fit));
          commands.add(
              Command.of(
                      Feather.MESSAGE_SQUARE,
                      "Set messages per user per minute to " + wanted,
                      wanted > most ? most + " at most" : "now " + now.messagesPerUserPerMinute(),
                      () -> plan.apply(now.withMessagesPerUserPerMinute(wanted)))
                  .when(wanted <= most));
        });
    if (number.isEmpty()) {
      commands.add(
          Command.of(
              Feather.USERS,
              "Remove all virtual users",
              "now " + Format.whole(now.users()) + "; or type “users 500”",
              () -> plan.apply(now.withUsers(0))));
    }
  }

  private static void simulators(
      ScaleModel model, String obstacle, OptionalInt number, List<Command> commands) {
    var now = model.count().valueProperty().get();
    var hint = "now " + now + "; they share the virtual users";
    if (number.isPresent()) {
      var wanted = number.getAsInt();
      var possible = wanted >= 1 && wanted <= MultipleSimulators.MAX_SIMULATORS;
      commands.add(
          Command.of(
                  Feather.USERS,
                  "Set simulators to " + wanted,
                  possible ? hint : "1 to " + MultipleSimulators.MAX_SIMULATORS,
                  () -> model.count().apply(wanted))
              .when(possible)
              .unless(obstacle));
    } else {
      commands.add(
          Command.of(Feather.USERS, "Add a simulator", hint, () -> model.count().apply(now + 1))
              .when(now < MultipleSimulators.MAX_SIMULATORS)
              .unless(obstacle));
      commands.add(
          Command.of(
                  Feather.USERS,
                  "Remove a simulator",
                  hint + "; its counts are kept",
                  () -> model.count().apply(now - 1))
              .when(now > 1)
              .unless(obstacle));
    }
  }

  private static void cluster(ClusterModel cluster, List<Command> commands) {
    var obstacle =
        cluster.isPossible()
            ? ""
            : cluster.progressProperty().get().isEmpty()
                ? cluster.noteProperty().get()
                : cluster.progressProperty().get();
    commands.add(
        Command.of(
                Feather.BAR_CHART_2,
                (cluster.isUsed() ? "Stop using " : "Use ") + ClusterModel.STACK,
                cluster.description(),
                cluster::turn)
            .when(cluster.isPossible())
            .unless(obstacle));
    if (cluster.isOwn()) {
      commands.add(
          Command.of(
                  Feather.TRASH_2,
                  "Remove " + ClusterModel.STACK,
                  cluster.description(),
                  cluster::remove)
              .when(cluster.isPossible())
              .unless(obstacle));
    }
  }

  private void limits(List<Command> commands) {
    model
        .limits()
        .ifPresent(
            limits -> {
              var applicable = limits.applicableProperty().get();
              commands.add(
                  Command.of(
                          Feather.SLIDERS,
                          "Apply the chosen limits",
                          applicable ? limits.hintProperty().get() : "already applied",
                          limits::apply)
                      .when(applicable)
                      .unless(model.whyNot(Action.LIMIT).getValue()));
            });
  }
}
