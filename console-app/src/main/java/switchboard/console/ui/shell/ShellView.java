package switchboard.console.ui.shell;

import java.util.List;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import switchboard.console.ui.command.CommandModel;
import switchboard.console.ui.command.CommandPalette;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.prompt.PromptBar;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.workspace.Screen;

/** The window's content: the top bar, the rail, the screen beside it, and what lies over them. */
public final class ShellView extends StackPane {
  private final ShellCommands commands;
  private final CommandPalette commandPalette;

  /**
   * @param screens in the order of the rail
   * @param screen the one that is shown
   */
  public ShellView(
      PlatformsModel platforms,
      Notices notices,
      PromptsModel prompts,
      Theme theme,
      Palette palette,
      List<Screen<?>> screens,
      ObjectProperty<Screen<?>> screen) {
    commands = new ShellCommands(platforms, notices, prompts, screens, screen, theme, palette);
    commandPalette = new CommandPalette(new CommandModel(commands::list));
    getStyleClass().add("shell");
    // Over the screen and not above it: what is about to be clicked must not move.
    var foot = new VBox(8, new PromptBar(prompts), new NoticeBar(notices));
    foot.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    foot.setPickOnBounds(false);
    StackPane.setAlignment(foot, Pos.BOTTOM_LEFT);
    StackPane.setMargin(foot, new Insets(14));
    var content = new StackPane();
    var frame = new BorderPane(new StackPane(content, foot));
    frame.setTop(new TopBar(platforms, prompts, commandPalette::open));
    frame.setLeft(new Rail(screens, screen));
    getChildren().addAll(frame, commandPalette);
    Runnable refresh =
        () -> content.getChildren().setAll(screen.get().view(platforms.shownProperty().get()));
    platforms.shownProperty().subscribe(model -> refresh.run());
    screen.subscribe(on -> refresh.run());
  }

  /** Makes the commands' keys work everywhere in the window. */
  public void bindKeys(Scene scene) {
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (commandPalette.isVisible()) {
            // What is typed there is meant for it.
            return;
          }
          if (ShellCommands.OPEN.match(key)) {
            commandPalette.open();
            key.consume();
          } else {
            commands.list(OptionalInt.empty()).stream()
                .filter(each -> each.keys().filter(keys -> keys.match(key)).isPresent())
                .findFirst()
                .ifPresent(
                    command -> {
                      key.consume();
                      if (command.possible()) {
                        command.action().run();
                      }
                    });
          }
        });
  }
}
