package switchboard.console.ui.cockpit.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.text.Format;
import switchboard.console.ui.command.Command;

/** The palette's commands for what the control panel sets. */
final class ControlCommands {
  private static final KeyCombination MORE =
      new KeyCodeCombination(KeyCode.UP, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination FEWER =
      new KeyCodeCombination(KeyCode.DOWN, KeyCombination.SHORTCUT_DOWN);

  private final ControlsModel model;

  ControlCommands(ControlsModel model) {
    this.model = model;
  }

  /**
   * @param number that was typed, for what takes one
   */
  List<Command> list(OptionalInt number) {
    var commands = new ArrayList<Command>();
    scale(number, commands);
    load(number, commands);
    model
        .simulators()
        .ifPresent(
            each ->
                simulators(
                    each,
                    model.rights().whyNot(Action.SCALE_SIMULATORS).getValue(),
                    number,
                    commands));
    limits(commands);
    model.cluster().ifPresent(each -> cluster(each, commands));
    return commands;
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
            : cluster.operation().progressProperty().get().isEmpty()
                ? cluster.noteProperty().get()
                : cluster.operation().progressProperty().get();
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
                      .unless(model.rights().whyNot(Action.LIMIT).getValue()));
            });
  }
}
