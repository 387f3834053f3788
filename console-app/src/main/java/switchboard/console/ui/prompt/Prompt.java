package switchboard.console.ui.prompt;

import java.util.Objects;
import java.util.Optional;

/** One thing that the bar says. */
sealed interface Prompt {
  String sentence();

  /**
   * Something that is done only if the operator says so.
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
   * Something that is done soon unless the operator gives it up.
   *
   * @param what it does, as "Deletes all messages"
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

  /** Something that was done. */
  record Told(String sentence, Optional<Undo> undo) implements Prompt {
    public Told {
      Objects.requireNonNull(sentence);
      Objects.requireNonNull(undo);
    }
  }
}
