package switchboard.console.platform;

import java.util.Objects;

/**
 * What a console that is gone has left on an instance.
 *
 * @param target the instance's name
 * @param incarnation the life of it that it was left on
 */
public record Leftover(String target, Incarnation incarnation, Remedy remedy) {

  /** How an attempt to undo it ended, if it did not fail. */
  public enum Undone {
    /** It was there, and is not any more. */
    NOW,
    /** It was not there any more: that life of the instance has ended, or somebody undid it. */
    BEFORE
  }

  public Leftover {
    Objects.requireNonNull(target);
    Objects.requireNonNull(incarnation);
    Objects.requireNonNull(remedy);
  }
}
