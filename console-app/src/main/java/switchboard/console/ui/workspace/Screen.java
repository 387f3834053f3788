package switchboard.console.ui.workspace;

import java.util.HashMap;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;

/**
 * A screen as it is registered with the window; the rail, the keys and the palette follow. FX
 * thread only.
 *
 * @param <M> its model
 * @param key shows it from everywhere in the window
 * @param model makes its model when a platform is first chosen, and returns that from then on
 * @param view makes its content when it is first shown for a platform, and returns that as well
 */
public record Screen<M extends ScreenModel>(
    String title,
    Feather icon,
    KeyCode key,
    Function<Workspace, M> model,
    Function<Workspace, Node> view) {
  public Screen {
    model = once(model);
    view = once(view);
  }

  private static <T> Function<Workspace, T> once(Function<Workspace, T> make) {
    var made = new HashMap<Workspace, T>();
    return workspace -> made.computeIfAbsent(workspace, make);
  }

  public KeyCombination keys() {
    return new KeyCodeCombination(key);
  }

  /** Its model on a platform. */
  public M model(Workspace workspace) {
    return model.apply(workspace);
  }

  /** Its content on a platform. */
  public Node view(Workspace workspace) {
    return view.apply(workspace);
  }
}
