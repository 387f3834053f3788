package switchboard.console.ui.operation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.Step;
import switchboard.console.ui.fx.Background;

/**
 * Something that the operator has started and may cancel, with its progress; one at a time. FX
 * thread only.
 */
public final class Operation {
  private final Background background;
  private final Clock clock;
  private final Consumer<Failure> failed;
  private final Optional<Function<Step, String>> line;
  private final ProgressSteps steps;
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
  private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper(this, "cancelling");
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
  private Optional<Background.Work> work = Optional.empty();
  private Instant lastEnd = Instant.MIN;

  /** What is done, on a thread where it may block. */
  @FunctionalInterface
  public interface Action<T> {
    Outcome<T> run(Consumer<Step> report) throws Exception;
  }

  /**
   * @param failed hears of every failure that no cancelling explains
   */
  public Operation(Background background, Clock clock, Consumer<Failure> failed) {
    this(background, clock, failed, Optional.empty());
  }

  /**
   * @param line the progress as a step that is reported has it, instead of what is done and the
   *     name of the step that runs
   */
  public Operation(OperationContext context, Function<Step, String> line) {
    this(context.background(), context.clock(), context.notices(), Optional.of(line));
  }

  private Operation(
      Background background,
      Clock clock,
      Consumer<Failure> failed,
      Optional<Function<Step, String>> line) {
    this.background = background;
    this.clock = clock;
    this.failed = failed;
    this.line = line;
    steps = new ProgressSteps(clock);
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Whether what is under way has been cancelled; it still is when its handlers are called. */
  public ReadOnlyBooleanProperty cancellingProperty() {
    return cancelling.getReadOnlyProperty();
  }

  /** "Scaling to 3 · Start backend-3"; empty when nothing is under way. */
  public ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Of what is under way, or was last. */
  public ProgressSteps steps() {
    return steps;
  }

  /** Whether what was seen at a time shows what came of it: nothing has been under way since. */
  public boolean isOverAt(Instant seen) {
    return !busy.get() && !seen.isBefore(lastEnd);
  }

  /** See {@link #start(String, Action, Consumer, Consumer)}. */
  public <T> void start(String what, Action<T> action, Consumer<? super T> done) {
    start(what, action, done, why -> {});
  }

  /**
   * Starts something, unless something is under way. Exactly one of the handlers is called, when
   * nothing is under way any more.
   *
   * @param what is done, such as "Scaling to 3"
   * @param undone called also when it was cancelled
   */
  public <T> void start(
      String what, Action<T> action, Consumer<? super T> done, Consumer<Failure> undone) {
    if (busy.get()) {
      return;
    }
    cancelling.set(false);
    steps.clear();
    busy.set(true);
    progress.set(what);
    var begun =
        background.run(
            what,
            () -> action.run(step -> background.show(() -> report(what, step))),
            value -> end(() -> done.accept(value)),
            why ->
                end(
                    () -> {
                      if (!cancelling.get()) {
                        failed.accept(why);
                      }
                      undone.accept(why);
                    }));
    work = busy.get() ? Optional.of(begun) : Optional.empty();
  }

  /** Cancels what is under way, once: a second interrupt would meet the clearing up. */
  public void cancel() {
    if (busy.get() && !cancelling.get()) {
      cancelling.set(true);
      work.ifPresent(Background.Work::cancel);
    }
  }

  private void report(String what, Step step) {
    if (busy.get()) {
      steps.report(step);
      var current = steps.current();
      progress.set(
          line.map(each -> each.apply(step))
              .orElse(current.isEmpty() ? what : what + " · " + current));
    }
  }

  private void end(Runnable handler) {
    work = Optional.empty();
    lastEnd = clock.instant();
    busy.set(false);
    progress.set("");
    handler.run();
    if (!busy.get()) {
      cancelling.set(false);
    }
  }
}
