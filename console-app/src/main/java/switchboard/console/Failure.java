package switchboard.console;

import java.util.Objects;

/**
 * A failed action, as shown to the operator.
 *
 * @param tried what was attempted, such as "Launching on this machine"
 * @param happened what went wrong, in one sentence
 * @param next what the operator can do about it, in one sentence
 * @param details what to copy into a bug report: a stack trace, the last log lines; may be empty
 */
public record Failure(String tried, String happened, String next, String details) {
  public Failure {
    Objects.requireNonNull(tried);
    Objects.requireNonNull(happened);
    Objects.requireNonNull(next);
    Objects.requireNonNull(details);
  }

  public Failure(String tried, String happened, String next) {
    this(tried, happened, next, "");
  }

  /** One line for a terminal or a log. */
  public String sentence() {
    return tried + " failed: " + happened + ". " + next;
  }
}
