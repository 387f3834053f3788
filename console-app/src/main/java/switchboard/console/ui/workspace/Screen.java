package switchboard.console.ui.workspace;

import java.util.HashMap;
import java.util.Map;
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
 */
public final class Screen<M extends ScreenModel> {
  private final String title;
  private final Feather icon;
  private final KeyCode key;
  private final Function<Workspace, M> models;
  private final Function<Workspace, Node> views;
  private final Map<Workspace, M> model = new HashMap<>();
  private final Map<Workspace, Node> view = new HashMap<>();

  /**
   * @param key shows it from everywhere in the window
   * @param models makes its model when a platform is first chosen
   * @param views makes its content when it is first shown for a platform
   */
  public Screen(
      String title,
      Feather icon,
      KeyCode key,
      Function<Workspace, M> models,
      Function<Workspace, Node> views) {
    this.title = title;
    this.icon = icon;
    this.key = key;
    this.models = models;
    this.views = views;
  }

  public String title() {
    return title;
  }

  public Feather icon() {
    return icon;
  }

  public KeyCombination keys() {
    return new KeyCodeCombination(key);
  }

  /** Its model on a platform. */
  public M model(Workspace workspace) {
    return model.computeIfAbsent(workspace, models);
  }

  /** Its content on a platform. */
  public Node view(Workspace workspace) {
    return view.computeIfAbsent(workspace, views);
  }
}
