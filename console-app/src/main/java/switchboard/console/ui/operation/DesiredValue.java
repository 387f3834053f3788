package switchboard.console.ui.operation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.ui.fx.Background;

/**
 * A desired value and the actual one. One change runs at a time; while it does, only the latest
 * request is kept. FX thread only.
 */
public final class DesiredValue<T> {
  private final String tried;
  private final Background background;
  private final Clock clock;
  private final Consumer<Failure> failed;
  private final Function<T, Callable<Outcome<?>>> change;
  private final Changed<T> changed;
  private final ObjectProperty<T> value;
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");

  private Optional<T> next = Optional.empty();
  private Optional<Background.Work> work = Optional.empty();
  private boolean cancelled;
  private boolean held;
  private Optional<T> putBack = Optional.empty();
  private T actual;
  private Instant lastEnd = Instant.MIN;

  /** Receives every completed change. */
  @FunctionalInterface
  public interface Changed<T> {
    /**
     * A change was completed.
     *
     * @param undone whether it took another one back
     */
    void changed(T before, T after, boolean undone);
  }

  /**
   * @param tried what is attempted, for an unexpected failure
   * @param change what blocks until the value is set
   */
  public DesiredValue(
      String tried,
      T initial,
      Background background,
      Clock clock,
      Consumer<Failure> failed,
      Function<T, Callable<Outcome<?>>> change,
      Changed<T> changed) {
    this.tried = tried;
    this.background = background;
    this.clock = clock;
    this.failed = failed;
    this.change = change;
    this.changed = changed;
    actual = initial;
    value = new SimpleObjectProperty<>(this, "value", initial);
  }

  /** The desired value or, without one, the actual one; a slider may set it while it is dragged. */
  public ObjectProperty<T> valueProperty() {
    return value;
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** While held, for example by the mouse, the value does not follow the system. */
  public void hold(boolean holds) {
    held = holds;
  }

  /** Applies the value. */
  public void apply(T wanted) {
    value.set(wanted);
    if (busy.get()) {
      next = Optional.of(wanted);
    } else if (!wanted.equals(actual)) {
      begin(wanted);
    }
  }

  /** Applies a former value again. */
  public void putBack(T former) {
    putBack = Optional.of(former);
    apply(former);
  }

  /** Cancels the running change, and any value desired meanwhile. */
  public void cancel() {
    next = Optional.empty();
    cancelled = busy.get();
    work.ifPresent(Background.Work::cancel);
  }

  /** What the system has. */
  public void follow(T seen, Instant at) {
    if (busy.get() || at.isBefore(lastEnd)) {
      return;
    }
    actual = seen;
    if (!held) {
      value.set(seen);
    }
  }

  private void begin(T wanted) {
    busy.set(true);
    cancelled = false;
    work =
        Optional.of(
            background.run(
                tried,
                () -> change.apply(wanted).call().map(done -> wanted),
                done -> {
                  var before = actual;
                  actual = done;
                  changed.changed(before, done, putBack.filter(done::equals).isPresent());
                  putBack = putBack.filter(former -> !former.equals(done));
                  end();
                },
                why -> {
                  if (!cancelled) {
                    failed.accept(why);
                  }
                  end();
                  if (!busy.get() && !held) {
                    value.set(actual);
                  }
                }));
    if (!busy.get()) {
      work = Optional.empty();
    }
  }

  private void end() {
    busy.set(false);
    work = Optional.empty();
    lastEnd = clock.instant();
    var wanted = next;
    next = Optional.empty();
    wanted.ifPresent(this::apply);
  }
}
