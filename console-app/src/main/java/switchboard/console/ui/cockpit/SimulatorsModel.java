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

/** How many simulators share the users, where there can be several. FX thread only. */
final class SimulatorsModel {
  private final Background background;
  private final PromptsModel prompts;
  private final Steps steps;
  private final Wish<Integer> count;
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");

  SimulatorsModel(
      Session session,
      Background background,
      Clock clock,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    this.background = background;
    this.prompts = prompts;
    steps = new Steps(clock);
    count =
        new Wish<>(
            "Setting the number of simulators",
            1,
            background,
            clock,
            notices,
            wanted -> () -> session.scaleSimulators(wanted, this::report),
            this::scaled);
    count
        .busyProperty()
        .addListener(
            (property, was, busy) -> {
              steps.clear();
              progress.set(busy ? scaling() : "");
            });
  }

  Wish<Integer> count() {
    return count;
  }

  /** What is being done, as "Going to 3 simulators · Start simulator-2"; empty when nothing is. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  void show(Snapshot snapshot) {
    count.follow(Math.max(1, snapshot.system().simulators().size()), snapshot.at());
  }

  private void scaled(int before, int after, boolean undone) {
    var sentence =
        "Simulators set from " + before + " to " + after + "; they share the users anew.";
    if (undone) {
      prompts.tell(sentence);
    } else {
      prompts.tell(sentence, new Undo("back to " + words(before), () -> count.putBack(before)));
    }
  }

  /** "1 simulator", "3 simulators". */
  static String words(int count) {
    return count == 1 ? "1 simulator" : count + " simulators";
  }

  private void report(Step step) {
    background.show(
        () -> {
          if (count.busyProperty().get()) {
            steps.report(step);
            var current = steps.current();
            progress.set(current.isEmpty() ? scaling() : scaling() + " · " + current);
          }
        });
  }

  private String scaling() {
    return "Going to " + words(count.valueProperty().get());
  }
}
