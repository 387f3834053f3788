package switchboard.console.platform;

import java.util.Objects;

/**
 * One step of a longer action, reported as it begins and again as it ends.
 *
 * @param name the same at both reports: "Start backend-1"
 * @param detail what it waits for or what came out, in a few words; may be empty
 */
public record Step(String name, Status status, String detail) {

  /** How far the step is. */
  public enum Status {
    RUNNING,
    DONE,
    FAILED
  }

  public Step {
    Objects.requireNonNull(name);
    Objects.requireNonNull(status);
    Objects.requireNonNull(detail);
  }
}
