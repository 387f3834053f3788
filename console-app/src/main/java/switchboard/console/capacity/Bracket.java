package switchboard.console.capacity;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A capacity, between two loads.
 *
 * @param passed the largest load that passed, below all that did not; empty when none did
 * @param failed the smallest load that did not pass, above all that did; empty when none is known
 * @param end what is at the upper end
 * @param cause of a missed or undecided end the objective that binds, of a limited one by what;
 *     empty otherwise
 * @param undecided whether windows at the upper end were not decided, and count as not passed
 * @param uneven the loads in between, at which some windows passed and others did not
 * @param sustained whether the windows of both ends agree, three at each
 */
public record Bracket(
    OptionalInt passed,
    OptionalInt failed,
    End end,
    Optional<String> cause,
    boolean undecided,
    List<Uneven> uneven,
    boolean sustained) {

  /** What is at the upper end. */
  public enum End {
    /** The system missed an objective there. */
    MISSED,
    /** No window there passed, and none missed an objective: the evidence does not decide. */
    UNDECIDED,
    /** From there on the simulator or the machine was the limit: the system's own is not known. */
    LIMITED,
    /** The largest load that may be tried passed. */
    MAXIMUM,
    /** Nothing is known, because the search was ended. */
    UNKNOWN
  }

  /** A load at which windows did not agree. */
  public record Uneven(int load, int passed, int windows) {}

  public Bracket {
    Objects.requireNonNull(passed);
    Objects.requireNonNull(failed);
    Objects.requireNonNull(end);
    Objects.requireNonNull(cause);
    uneven = List.copyOf(uneven);
  }

  /** Whether a load lies between its ends; those that are not known leave it open. */
  public boolean contains(double load) {
    return load >= passed.orElse(0)
        && (failed.isEmpty() || load <= failed.getAsInt() || end != End.MISSED);
  }
}
