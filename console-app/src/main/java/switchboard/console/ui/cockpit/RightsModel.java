package switchboard.console.ui.cockpit;

import java.util.Map;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import switchboard.console.platform.Action;
import switchboard.console.session.OperatedPlatform;

/** The denied actions, with their reasons. FX thread only. */
final class RightsModel {
  private final OperatedPlatform platform;
  private final ReadOnlyObjectWrapper<Map<Action, String>> forbidden =
      new ReadOnlyObjectWrapper<>(this, "forbidden", Map.of());

  RightsModel(OperatedPlatform platform) {
    this.platform = platform;
  }

  /** Why not, in a sentence; empty for what is allowed. */
  ObservableValue<String> whyNot(Action action) {
    return forbidden.map(all -> all.getOrDefault(action, ""));
  }

  /** Whether it is not allowed. */
  ObservableValue<Boolean> forbids(Action action) {
    return forbidden.map(all -> all.containsKey(action));
  }

  /** Takes note of what the platform knows by now. */
  void look() {
    forbidden.set(platform.deniedActions());
  }
}
