package switchboard.console.intent;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import switchboard.console.ProcessIdentity;
import switchboard.console.platform.Leftover;

/**
 * That a console is about to inject a fault which has to be undone.
 *
 * @param platform the platform's id: {@code compose}
 * @param kind of the fault, in the words of results: {@code freeze}
 * @param leftover what there is to undo if the console dies now
 * @param began when it was written, just before the injection
 * @param ends when the fault is over by itself at the latest; empty when it never is
 * @param console the one that injects it, and undoes it as long as it lives
 */
public record Intent(
    String platform,
    String kind,
    Leftover leftover,
    Instant began,
    Optional<Instant> ends,
    ProcessIdentity console) {

  public Intent {
    Objects.requireNonNull(platform);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(leftover);
    Objects.requireNonNull(began);
    Objects.requireNonNull(ends);
    Objects.requireNonNull(console);
  }

  /** "fault freeze on backend-2". */
  public String words() {
    return "fault " + kind + " on " + leftover.target();
  }
}
