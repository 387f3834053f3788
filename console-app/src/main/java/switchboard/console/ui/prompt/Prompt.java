package switchboard.console.ui.prompt;

import java.util.Objects;
import java.util.Optional;

/** An entry of the bar. */
sealed interface Prompt {
  String sentence();

  /**
   * An action that needs a confirmation.
   *
   * @param verb what is done then, for a button
   */
  record Question(String sentence, String verb, Runnable action) implements Prompt {
    public Question {
      Objects.requireNonNull(sentence);
      Objects.requireNonNull(verb);
      Objects.requireNonNull(action);
    }
  }

  /**
   * An action that runs soon unless the operator cancels it.
   *
   * @param what it does, such as "Deletes all messages"
   */
  record Countdown(String what, int secondsLeft, Runnable action) implements Prompt {
    public Countdown {
      Objects.requireNonNull(what);
      Objects.requireNonNull(action);
    }

    @Override
    public String sentence() {
      return what + " in " + secondsLeft + " s.";
    }

    Countdown next() {
      return new Countdown(what, secondsLeft - 1, action);
    }
  }

  /** A completed action. */
  record Told(String sentence, Optional<Undo> undo) implements Prompt {
    public Told {
      Objects.requireNonNull(sentence);
      Objects.requireNonNull(undo);
    }
  }
}
