package switchboard.console.experiment;

import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/** What a run says of its progress, line by line, and the first thing that failed. */
final class Narration {
  private final Consumer<String> out;
  private Optional<Failure> failure = Optional.empty();

  /**
   * @param out receives the lines
   */
  Narration(Consumer<String> out) {
    this.out = out;
  }

  synchronized void say(String line) {
    out.accept(line);
  }

  /** Says why, where it failed. */
  boolean done(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> done -> true;
      case Outcome.Failed<?>(Failure why) -> {
        failed(why);
        yield false;
      }
    };
  }

  synchronized void failed(Failure why) {
    failure = failure.or(() -> Optional.of(why));
    say(why.sentence());
    if (!why.details().isEmpty()) {
      say(why.details());
    }
  }

  /** The first; empty when nothing failed. */
  synchronized Optional<Failure> failure() {
    return failure;
  }
}
