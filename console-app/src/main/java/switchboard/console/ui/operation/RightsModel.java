package switchboard.console.ui.operation;

import java.util.Map;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import switchboard.console.platform.Action;
import switchboard.console.session.OperatedPlatform;

/** The denied actions, with their reasons. FX thread only. */
public final class RightsModel {
  private final OperatedPlatform platform;
  private final ReadOnlyObjectWrapper<Map<Action, String>> forbidden =
      new ReadOnlyObjectWrapper<>(this, "forbidden", Map.of());

  public RightsModel(OperatedPlatform platform) {
    this.platform = platform;
  }

  /** Why not, in a sentence; empty for what is allowed. */
  public ObservableValue<String> whyNot(Action action) {
    return forbidden.map(all -> all.getOrDefault(action, ""));
  }

  /** Whether it is not allowed. */
  public ObservableValue<Boolean> forbids(Action action) {
    return forbidden.map(all -> all.containsKey(action));
  }

  /** Takes note of what the platform knows by now. */
  public void look() {
    forbidden.set(platform.deniedActions());
  }
}
