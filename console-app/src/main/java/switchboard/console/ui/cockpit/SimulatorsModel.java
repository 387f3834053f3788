package switchboard.console.ui.cockpit;

import java.time.Clock;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import switchboard.console.Failure;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.prompt.Undo;

/** How many simulators share the users, where there can be several. FX thread only. */
final class SimulatorsModel {
  private final PromptsModel prompts;
  private final Count count;

  SimulatorsModel(
      Session session,
      Background background,
      Clock clock,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    this.prompts = prompts;
    count =
        new Count(
            "Setting the number of simulators",
            1,
            background,
            clock,
            notices,
            session::scaleSimulators,
            wanted -> "Going to " + words(wanted),
            this::scaled);
  }

  Wish<Integer> count() {
    return count.wish();
  }

  /** See {@link Count#progressProperty}. */
  ReadOnlyStringProperty progressProperty() {
    return count.progressProperty();
  }

  void show(Snapshot snapshot) {
    count().follow(Math.max(1, snapshot.system().simulators().size()), snapshot.at());
  }

  private void scaled(int before, int after, boolean undone) {
    var sentence =
        "Simulators set from " + before + " to " + after + "; they share the users anew.";
    if (undone) {
      prompts.tell(sentence);
    } else {
      prompts.tell(sentence, new Undo("back to " + words(before), () -> count().putBack(before)));
    }
  }

  /** "1 simulator", "3 simulators". */
  static String words(int count) {
    return count == 1 ? "1 simulator" : count + " simulators";
  }
}
