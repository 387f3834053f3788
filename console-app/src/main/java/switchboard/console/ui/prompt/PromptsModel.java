package switchboard.console.ui.prompt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import switchboard.console.settings.ConfirmableAction;
import switchboard.console.ui.fx.Background;

/**
 * The prompts around actions: a confirmation before, a countdown in which they can be cancelled, a
 * message after, and undo. None blocks another. FX thread only.
 */
public final class PromptsModel {
  /** In which what cannot be undone can be given up. */
  static final int SECONDS = 5;

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** How long a sentence stays; its undo can be had after that, too. */
  static final Duration SHOWN = Duration.ofSeconds(10);

  private static final int MAX_UNDOS = 20;

  private final Background background;
  private final Predicate<ConfirmableAction> asks;
  private final ReadOnlyObjectWrapper<Optional<Prompt.Question>> question =
      new ReadOnlyObjectWrapper<>(this, "question", Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Prompt.Countdown>> countdown =
      new ReadOnlyObjectWrapper<>(this, "countdown", Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Prompt.Told>> told =
      new ReadOnlyObjectWrapper<>(this, "told", Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Undo>> undo =
      new ReadOnlyObjectWrapper<>(this, "undo", Optional.empty());
  private final Deque<Undo> undos = new ArrayDeque<>();
  private Background.Work nextTick = () -> {};
  private Background.Work end = () -> {};

  /**
   * @param asks whether a risk is taken only after a question
   */
  public PromptsModel(Background background, Predicate<ConfirmableAction> asks) {
    this.background = background;
    this.asks = asks;
  }

  ReadOnlyObjectProperty<Optional<Prompt.Question>> questionProperty() {
    return question.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Prompt.Countdown>> countdownProperty() {
    return countdown.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Prompt.Told>> toldProperty() {
    return told.getReadOnlyProperty();
  }

  /** What would be taken back next. */
  public ReadOnlyObjectProperty<Optional<Undo>> undoProperty() {
    return undo.getReadOnlyProperty();
  }

  /** The seconds until something is done that can still be given up; empty when there is none. */
  public Optional<Integer> secondsLeft() {
    return countdown.get().map(Prompt.Countdown::secondsLeft);
  }

  /** Calls whenever {@link #secondsLeft} has changed, and immediately. */
  public void onCountdown(Runnable changed) {
    countdown.subscribe(changed);
    changed.run();
  }

  /**
   * Runs an action immediately or, when the settings ask for it, after a confirmation. A newer
   * question takes the place of one that was not answered.
   *
   * @param risks that it takes
   * @param sentence of the question
   * @param verb of the button that lets it happen
   */
  public void confirm(Set<ConfirmableAction> risks, String sentence, String verb, Runnable action) {
    if (risks.stream().anyMatch(asks)) {
      ask(sentence, verb, action);
    } else {
      action.run();
    }
  }

  /**
   * Runs an action after a confirmation, whatever the settings: it reaches beyond the system.
   *
   * @param sentence of the question
   * @param verb of the button that lets it happen
   */
  public void ask(String sentence, String verb, Runnable action) {
    question.set(Optional.of(new Prompt.Question(sentence, verb, action)));
  }

  /**
   * Runs an action in {@value #SECONDS} s unless it is cancelled; one at a time.
   *
   * @param what it does, such as "Deletes all messages"
   */
  public void delay(String what, Runnable action) {
    if (countdown.get().isEmpty()) {
      count(new Prompt.Countdown(what, SECONDS, action));
    }
  }

  private void count(Prompt.Countdown now) {
    countdown.set(Optional.of(now));
    nextTick.cancel();
    nextTick = background.later(SECOND, () -> tick(now));
  }

  private void tick(Prompt.Countdown counted) {
    if (countdown.get().filter(counted::equals).isEmpty()) {
      return;
    }
    if (counted.secondsLeft() > 1) {
      count(counted.next());
    } else {
      countdown.set(Optional.empty());
      counted.action().run();
    }
  }

  /** Says what was done. */
  public void tell(String sentence) {
    show(new Prompt.Told(sentence, Optional.empty()));
  }

  /** Says what was done, and how it is taken back. */
  public void tell(String sentence, Undo way) {
    if (undos.size() == MAX_UNDOS) {
      undos.removeLast();
    }
    undos.push(way);
    newest();
    show(new Prompt.Told(sentence, Optional.of(way)));
  }

  private void show(Prompt.Told newest) {
    told.set(Optional.of(newest));
    end.cancel();
    end = background.later(SHOWN, () -> putAway(newest));
  }

  private void putAway(Prompt.Told old) {
    if (told.get().filter(old::equals).isPresent()) {
      told.set(Optional.empty());
    }
  }

  /** That can no longer be taken back. */
  public void withdraw(Undo way) {
    undos.remove(way);
    newest();
    told.get().filter(now -> now.undo().equals(Optional.of(way))).ifPresent(this::putAway);
  }

  /** Takes back what was done last, if anything was. */
  public void undo() {
    undo.get()
        .ifPresent(
            way -> {
              withdraw(way);
              way.action().run();
            });
  }

  /** Lets happen what is asked. */
  public void answer() {
    var asked = question.get();
    question.set(Optional.empty());
    asked.map(Prompt.Question::action).ifPresent(Runnable::run);
  }

  /** Whether there is something to {@link #giveUp} or put away. */
  public boolean isAnything() {
    return question.get().isPresent() || countdown.get().isPresent() || told.get().isPresent();
  }

  /** Leaves undone what is asked or counted down to; without that, puts the sentence away. */
  public void giveUp() {
    if (question.get().isPresent()) {
      question.set(Optional.empty());
    } else if (countdown.get().isPresent()) {
      giveUpCountdown();
    } else {
      told.set(Optional.empty());
    }
  }

  public void giveUpCountdown() {
    nextTick.cancel();
    countdown.set(Optional.empty());
  }

  /** The system that all this was about has ended, or is about to. */
  public void clear() {
    question.set(Optional.empty());
    giveUpCountdown();
    told.set(Optional.empty());
    undos.clear();
    newest();
  }

  private void newest() {
    undo.set(Optional.ofNullable(undos.peek()));
  }
}
