package switchboard.console.ui.cockpit;

import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Step;
import switchboard.console.ui.fx.Background;

/** A number of parts that the operator sets, and how far that has come about. FX thread only. */
final class Count {
  private final Background background;
  private final IntFunction<String> doing;
  private final Steps steps;
  private final Wish<Integer> wish;
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");

  /**
   * A number that nobody has set yet.
   *
   * @param tried what is attempted, for an unexpected failure
   * @param change what blocks until so many are there, and tells its steps
   * @param doing what is being done while there are to be so many, as "Scaling to 3"
   */
  Count(
      String tried,
      int initial,
      Background background,
      Clock clock,
      Consumer<Failure> notices,
      BiFunction<Integer, Consumer<Step>, Outcome<?>> change,
      IntFunction<String> doing,
      Wish.Changed<Integer> changed) {
    this.background = background;
    this.doing = doing;
    steps = new Steps(clock);
    wish =
        new Wish<>(
            tried,
            initial,
            background,
            clock,
            notices,
            wanted -> () -> change.apply(wanted, this::report),
            changed);
    wish.busyProperty()
        .addListener(
            (property, was, busy) -> {
              steps.clear();
              progress.set(busy ? words() : "");
            });
  }

  Wish<Integer> wish() {
    return wish;
  }

  /** What is being done, as "Scaling to 3 · Start backend-3"; empty when nothing is. */
  ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  private void report(Step step) {
    background.show(
        () -> {
          if (wish.busyProperty().get()) {
            steps.report(step);
            var current = steps.current();
            progress.set(current.isEmpty() ? words() : words() + " · " + current);
          }
        });
  }

  private String words() {
    return doing.apply(wish.valueProperty().get());
  }
}
