package switchboard.console.ui.cockpit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.platform.Action;
import switchboard.console.ui.command.Command;

/** The palette's commands for what the cockpit's controls do. */
final class CockpitCommands {
  static final KeyCombination LAUNCH =
      new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN);
  static final KeyCombination STOP =
      new KeyCodeCombination(KeyCode.PERIOD, KeyCombination.SHORTCUT_DOWN);

  private final CockpitModel model;

  CockpitCommands(CockpitModel model) {
    this.model = model;
  }

  /**
   * @param number that was typed, for what takes one
   */
  List<Command> list(OptionalInt number) {
    var commands = new ArrayList<Command>();
    var workspace = model.workspace();
    switch (workspace.lifecycle().phaseProperty().get()) {
      case STOPPED, LAUNCH_FAILED ->
          commands.add(
              Command.of(
                      Feather.PLAY,
                      workspace.start().takesOver().getValue()
                          ? "Adopt the running system"
                          : "Launch the system",
                      "with the choices on the start page",
                      workspace.start()::launch)
                  .unless(workspace.start().obstacle().getValue())
                  .withKeys(LAUNCH));
      case LAUNCHING ->
          commands.add(
              Command.of(
                      Feather.X,
                      "Cancel launch",
                      "stops what was started",
                      workspace.lifecycle()::cancelLaunch)
                  .withKeys(STOP));
      case RUNNING -> {
        commands.addAll(model.faults().commands());
        commands.addAll(model.controls().commands(number));
        commands.add(
            Command.of(
                    Feather.EXTERNAL_LINK,
                    "Report of this session",
                    "what was done since the launch, in the browser",
                    model::report)
                .unless(model.whyNoReport().getValue()));
        commands.add(
            workspace.secondsLeft().isPresent()
                ? Command.of(
                        Feather.X,
                        "Keep the system and its messages",
                        "same as Esc",
                        workspace::stop)
                    .withKeys(STOP)
                : Command.of(
                        Feather.SQUARE,
                        "Stop the system",
                        workspace.lifecycle().deleteDataProperty().get()
                            ? "deletes the messages permanently"
                            : "",
                        workspace::stop)
                    .unless(workspace.rights().whyNot(Action.STOP).getValue())
                    .withKeys(STOP));
      }
      case STOPPING -> {}
    }
    return commands;
  }
}
