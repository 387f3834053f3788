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

/** The number of backend replicas. FX thread only. */
final class ScaleModel {
  private final PromptsModel prompts;
  private final Count count;

  ScaleModel(
      Session session,
      Background background,
      Clock clock,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    this.prompts = prompts;
    count =
        new Count(
            "Scaling",
            0,
            background,
            clock,
            notices,
            session::scale,
            wanted -> "Scaling to " + wanted,
            this::scaled);
  }

  Wish<Integer> replicas() {
    return count.wish();
  }

  /** See {@link Count#progressProperty}. */
  ReadOnlyStringProperty progressProperty() {
    return count.progressProperty();
  }

  void show(Snapshot snapshot) {
    replicas().follow(snapshot.system().backends().size(), snapshot.at());
  }

  private void scaled(int before, int after, boolean undone) {
    var sentence = "Scaled from " + before + " to " + replicas(after) + ".";
    if (undone) {
      prompts.tell(sentence);
    } else {
      prompts.tell(
          sentence, new Undo("back to " + replicas(before), () -> replicas().putBack(before)));
    }
  }

  private static String replicas(int count) {
    return count == 1 ? "1 replica" : count + " replicas";
  }
}
