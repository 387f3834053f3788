package switchboard.console.capacity;

import java.util.Optional;

/** Ends what is under way, and whatever would come after it. Any thread may call. */
final class Aborting {
  private Optional<Runnable> action = Optional.empty();
  private boolean aborted;

  /** Something is under way that an action ends; at once when it is to be ended already. */
  synchronized void begin(Runnable ending) {
    action = Optional.of(ending);
    if (aborted) {
      ending.run();
    }
  }

  /** Nothing is under way. */
  synchronized void end() {
    action = Optional.empty();
  }

  synchronized void abort() {
    aborted = true;
    action.ifPresent(Runnable::run);
  }

  synchronized boolean isAborted() {
    return aborted;
  }
}
