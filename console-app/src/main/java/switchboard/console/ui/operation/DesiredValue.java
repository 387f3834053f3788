package switchboard.console.ui.operation;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import switchboard.console.Outcome;
import switchboard.console.platform.Step;
import switchboard.console.ui.prompt.PromptsModel;
import switchboard.console.ui.prompt.Undo;

/**
 * A desired value and the actual one. One change runs at a time; while it does, only the latest
 * request is kept. FX thread only.
 */
public final class DesiredValue<T> {
  private final Operation operation;
  private final PromptsModel prompts;
  private final Texts<T> texts;
  private final BiFunction<T, Consumer<Step>, Outcome<?>> change;
  private final ObjectProperty<T> value;

  private Optional<T> next = Optional.empty();
  private boolean held;
  private Optional<T> putBack = Optional.empty();
  private T actual;

  /**
   * A change in words.
   *
   * @param doing what is done, such as "Scaling to 3"
   * @param done what was done, in a sentence, by the values before and after
   * @param back what an undo does, such as "back to 2 replicas", by the same
   */
  public record Texts<T>(
      Function<T, String> doing, BiFunction<T, T, String> done, BiFunction<T, T, String> back) {}

  /**
   * @param change blocks until the value is set
   */
  public DesiredValue(
      T initial,
      OperationContext context,
      Texts<T> texts,
      BiFunction<T, Consumer<Step>, Outcome<?>> change) {
    operation = context.operation();
    prompts = context.prompts();
    this.texts = texts;
    this.change = change;
    actual = initial;
    value = new SimpleObjectProperty<>(this, "value", initial);
  }

  /** The change under way. */
  public Operation operation() {
    return operation;
  }

  /** The desired value or, without one, the actual one; a slider may set it while it is dragged. */
  public ObjectProperty<T> valueProperty() {
    return value;
  }

  /** While held, for example by the mouse, the value does not follow the system. */
  public void hold(boolean holds) {
    held = holds;
  }

  /** Applies the value. */
  public void apply(T wanted) {
    value.set(wanted);
    if (operation.busyProperty().get()) {
      next = Optional.of(wanted);
    } else if (!wanted.equals(actual)) {
      operation.start(
          texts.doing().apply(wanted),
          report -> change.apply(wanted, report).map(done -> wanted),
          this::changed,
          why -> {
            applyNext();
            if (!operation.busyProperty().get() && !held) {
              value.set(actual);
            }
          });
    }
  }

  /** Cancels the running change, and any value desired meanwhile. */
  public void cancel() {
    next = Optional.empty();
    operation.cancel();
  }

  /** What the system has. */
  public void follow(T seen, Instant at) {
    if (operation.isOverAt(at)) {
      actual = seen;
      if (!held) {
        value.set(seen);
      }
    }
  }

  private void changed(T done) {
    var before = actual;
    actual = done;
    var sentence = texts.done().apply(before, done);
    if (putBack.filter(done::equals).isPresent()) {
      putBack = Optional.empty();
      prompts.tell(sentence);
    } else {
      prompts.tell(sentence, new Undo(texts.back().apply(before, done), () -> putBack(before)));
    }
    applyNext();
  }

  private void putBack(T former) {
    putBack = Optional.of(former);
    apply(former);
  }

  private void applyNext() {
    var wanted = next;
    next = Optional.empty();
    wanted.ifPresent(this::apply);
  }
}
