package switchboard.console.capacity;

import java.util.Objects;
import java.util.OptionalDouble;

/** The capacity of a system with a number of replicas. */
public record GrowthPoint(int replicas, Bracket capacity) {
  public GrowthPoint {
    Objects.requireNonNull(capacity);
  }

  /** The middle of the bracket, for a curve; empty when one of its ends is not known. */
  OptionalDouble middle() {
    return capacity.end() == Bracket.End.MISSED
            && capacity.passed().isPresent()
            && capacity.failed().isPresent()
        ? OptionalDouble.of((capacity.passed().getAsInt() + capacity.failed().getAsInt()) / 2.0)
        : OptionalDouble.empty();
  }
}
