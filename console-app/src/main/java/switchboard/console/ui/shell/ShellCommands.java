package switchboard.console.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.prompt.PromptBar;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.workspace.Screen;

/** Everything that can be done at the moment; the one place that knows the window's keys. */
final class ShellCommands {
  static final KeyCombination OPEN =
      new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination DISMISS = new KeyCodeCombination(KeyCode.ESCAPE);

  private final PlatformsModel platforms;
  private final Notices notices;
  private final PromptsModel prompts;
  private final List<Screen<?>> all;
  private final ObjectProperty<Screen<?>> screen;
  private final Theme theme;
  private final Palette palette;

  ShellCommands(
      PlatformsModel platforms,
      Notices notices,
      PromptsModel prompts,
      List<Screen<?>> all,
      ObjectProperty<Screen<?>> screen,
      Theme theme,
      Palette palette) {
    this.platforms = platforms;
    this.notices = notices;
    this.prompts = prompts;
    this.all = all;
    this.screen = screen;
    this.theme = theme;
    this.palette = palette;
  }

  /**
   * @param number that was typed, for what takes one
   */
  List<Command> list(OptionalInt number) {
    var commands = new ArrayList<Command>();
    prompts(commands::add);
    commands.addAll(platforms.shownProperty().get().commands(number));
    screens(commands::add);
    platforms(commands::add);
    var to = palette.toneProperty().get() == Palette.Tone.DARK ? "light" : "dark";
    commands.add(Command.of(Feather.SUN, "Use the " + to + " theme", "", theme::toggle));
    if (!notices.failures().isEmpty() && !prompts.isAnything()) {
      commands.add(
          Command.of(Feather.X_CIRCLE, "Dismiss the notice", "", notices::dismiss)
              .withKeys(DISMISS));
    }
    return commands;
  }

  private void prompts(Consumer<Command> commands) {
    prompts
        .undoProperty()
        .get()
        .ifPresent(
            undo ->
                commands.accept(
                    Command.of(Feather.CORNER_UP_LEFT, "Undo: " + undo.words(), "", prompts::undo)
                        .withKeys(PromptBar.UNDO)));
    if (prompts.isAnything()) {
      commands.accept(
          Command.of(Feather.X_CIRCLE, "Dismiss the bar at the bottom", "", prompts::giveUp)
              .withKeys(DISMISS));
    }
  }

  private void screens(Consumer<Command> commands) {
    for (var each : all) {
      var shown = each.equals(screen.get());
      commands.accept(
          Command.of(
                  each.icon(),
                  each.title() + " screen",
                  shown ? "current" : "",
                  () -> screen.set(each))
              .withKeys(each.keys())
              .when(!shown));
    }
  }

  private void platforms(Consumer<Command> commands) {
    var choices = platforms.choices();
    for (int i = 0; i < choices.size(); i++) {
      var choice = choices.get(i);
      if (!choice.id().equals(platforms.chosenProperty().get())) {
        var held = platforms.heldProperty().get();
        commands.accept(
            Command.of(
                    Feather.SERVER,
                    "Use " + choice.name(),
                    held,
                    () -> platforms.choose(choice.id()))
                .withKeys(PlatformSwitch.keys(i))
                .when(held.isEmpty()));
      }
    }
  }
}
