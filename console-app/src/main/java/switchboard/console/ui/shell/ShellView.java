package switchboard.console.ui.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import switchboard.console.ui.cockpit.CockpitModel;
import switchboard.console.ui.cockpit.CockpitView;
import switchboard.console.ui.command.CommandModel;
import switchboard.console.ui.command.CommandPalette;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.SaveDialog;
import switchboard.console.ui.logs.LogsView;
import switchboard.console.ui.prompt.PromptBar;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.settings.SettingsModel;
import switchboard.console.ui.settings.SettingsView;

/** The window's content: the top bar, the rail, the screen beside it, and what lies over them. */
public final class ShellView extends StackPane {
  private final PlatformsModel platforms;
  private final SettingsModel chosen;
  private final SettingsView settings;
  private final SaveDialog saves;
  private final Map<CockpitModel, CockpitView> cockpits = new HashMap<>();
  private final Map<CockpitModel, LogsView> logs = new HashMap<>();
  private final ObjectProperty<Screen> screen =
      new SimpleObjectProperty<>(this, "screen", Screen.COCKPIT);
  private final ShellCommands commands;
  private final CommandPalette commandPalette;

  public ShellView(
      PlatformsModel platforms,
      Notices notices,
      PromptsModel prompts,
      Theme theme,
      Palette palette,
      SettingsModel chosen,
      Background background) {
    this.chosen = chosen;
    this.platforms = platforms;
    settings = new SettingsView(chosen);
    saves = new SaveDialog(chosen::folder, background, notices);
    commands = new ShellCommands(platforms, notices, prompts, screen, theme, palette);
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
    frame.setLeft(new Rail(screen));
    getChildren().addAll(frame, commandPalette);
    Runnable refresh = () -> content.getChildren().setAll(content(palette));
    platforms.shownProperty().subscribe(model -> refresh.run());
    screen.subscribe(on -> refresh.run());
  }

  private Node content(Palette palette) {
    return switch (screen.get()) {
      case COCKPIT -> cockpit(shown(), palette);
      case LOGS -> logs.computeIfAbsent(shown(), each -> logs(each, palette));
      case SETTINGS -> settings;
    };
  }

  private CockpitView cockpit(CockpitModel model, Palette palette) {
    return cockpits.computeIfAbsent(
        model,
        each ->
            new CockpitView(
                each, palette, chosen.pastProperty(), saves, () -> screen.set(Screen.LOGS)));
  }

  private LogsView logs(CockpitModel model, Palette palette) {
    return new LogsView(
        model.logs(),
        palette,
        saves,
        moment -> {
          cockpit(model, palette).showMoment(moment);
          screen.set(Screen.COCKPIT);
        });
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

  private CockpitModel shown() {
    return platforms.shownProperty().get();
  }
}
