package switchboard.console.ui.cockpit.controls;

import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Phrases;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.operation.DesiredValue;
import switchboard.console.ui.operation.ProgressSteps;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.prompt.Undo;

/** The desired and the actual number of replicas or simulators. FX thread only. */
final class ScaleModel {
  private final Parts parts;
  private final Background background;
  private final PromptsModel prompts;
  private final ProgressSteps steps;
  private final DesiredValue<Integer> count;
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");

  /**
   * What is scaled.
   *
   * @param tried what is attempted, for an unexpected failure
   * @param least the number while nothing runs
   * @param change blocks until that number exists, and reports its steps
   * @param words a number of them, such as "3 replicas"
   * @param doing the progress text, such as "Scaling to 3"
   * @param done what was done, in a sentence, by the numbers before and after
   */
  private record Parts(
      String tried,
      int least,
      ToIntFunction<SystemState> number,
      BiFunction<Integer, Consumer<Step>, Outcome<?>> change,
      IntFunction<String> words,
      IntFunction<String> doing,
      BiFunction<Integer, Integer, String> done) {

    static Parts replicas(Session session) {
      return new Parts(
          "Scaling",
          0,
          system -> system.backends().size(),
          session::scale,
          Phrases::replicas,
          count -> "Scaling to " + count,
          (before, after) -> "Scaled from " + before + " to " + Phrases.replicas(after) + ".");
    }

    static Parts simulators(Session session) {
      return new Parts(
          "Setting the number of simulators",
          1,
          system -> system.simulators().size(),
          session::scaleSimulators,
          Phrases::simulators,
          count -> "Scaling to " + Phrases.simulators(count),
          (before, after) ->
              "Simulators set from " + before + " to " + after + "; users are redistributed.");
    }
  }

  /** The replicas. */
  static ScaleModel ofReplicas(
      Session session,
      Background background,
      Clock clock,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    return new ScaleModel(Parts.replicas(session), background, clock, prompts, notices);
  }

  /** The simulators that share the users, where there can be several. */
  static ScaleModel ofSimulators(
      Session session,
      Background background,
      Clock clock,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    return new ScaleModel(Parts.simulators(session), background, clock, prompts, notices);
  }

  private ScaleModel(
      Parts parts,
      Background background,
      Clock clock,
      PromptsModel prompts,
      Consumer<Failure> notices) {
    this.parts = parts;
    this.background = background;
    this.prompts = prompts;
    steps = new ProgressSteps(clock);
    count =
        new DesiredValue<>(
            parts.tried(),
            parts.least(),
            background,
            clock,
            notices,
            wanted -> () -> parts.change().apply(wanted, this::report),
            this::scaled);
    count
        .busyProperty()
        .addListener(
            (property, was, busy) -> {
              steps.clear();
              progress.set(busy ? doing() : "");
            });
  }

  DesiredValue<Integer> count() {
    return count;
  }

  /** What is being done, such as "Scaling to 3 · Start backend-3"; empty when nothing is. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  void show(Snapshot snapshot) {
    var number = parts.number().applyAsInt(snapshot.system());
    count.follow(Math.max(parts.least(), number), snapshot.at());
  }

  private void report(Step step) {
    background.show(
        () -> {
          if (count.busyProperty().get()) {
            steps.report(step);
            var current = steps.current();
            progress.set(current.isEmpty() ? doing() : doing() + " · " + current);
          }
        });
  }

  private String doing() {
    return parts.doing().apply(count.valueProperty().get());
  }

  private void scaled(int before, int after, boolean undone) {
    var sentence = parts.done().apply(before, after);
    if (undone) {
      prompts.tell(sentence);
    } else {
      prompts.tell(
          sentence,
          new Undo("back to " + parts.words().apply(before), () -> count.putBack(before)));
    }
  }
}
