package switchboard.console.ui.cockpit;

import java.time.Clock;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.Failure;
import switchboard.console.platform.Step;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.prompt.Undo;

/** The number of backend replicas. FX thread only. */
final class ScaleModel {
  private final Background background;
  private final PromptsModel prompts;
  private final Steps steps;
  private final Wish<Integer> replicas;
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");

  ScaleModel(
      Session session,
      Background background,
      Clock clock,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    this.background = background;
    this.prompts = prompts;
    steps = new Steps(clock);
    replicas =
        new Wish<>(
            "Scaling",
            0,
            background,
            clock,
            notices,
            wanted -> () -> session.scale(wanted, this::report),
            this::scaled);
    replicas
        .busyProperty()
        .addListener(
            (property, was, busy) -> {
              steps.clear();
              progress.set(busy ? scaling() : "");
            });
  }

  Wish<Integer> replicas() {
    return replicas;
  }

  /** What is being done, as "Scaling to 3 · Start backend-3"; empty when nothing is. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  void show(Snapshot snapshot) {
    replicas.follow(snapshot.system().backends().size(), snapshot.at());
  }

  private void scaled(int before, int after, boolean undone) {
    var sentence = "Scaled from " + before + " to " + replicas(after) + ".";
    if (undone) {
      prompts.tell(sentence);
    } else {
      prompts.tell(
          sentence, new Undo("back to " + replicas(before), () -> replicas.putBack(before)));
    }
  }

  private static String replicas(int count) {
    return count == 1 ? "1 replica" : count + " replicas";
  }

  private void report(Step step) {
    background.show(
        () -> {
          if (replicas.busyProperty().get()) {
            steps.report(step);
            var current = steps.current();
            progress.set(current.isEmpty() ? scaling() : scaling() + " · " + current);
          }
        });
  }

  private String scaling() {
    return "Scaling to " + replicas.valueProperty().get();
  }
}
