package switchboard.console.capacity;

import java.util.Objects;

/**
 * One trial of a search.
 *
 * @param window which window at this load it is, from 1; the repetition of one has its number
 * @param repeated whether it takes the place of the one before, which did not decide or was limited
 */
public record TrialRecord(int load, int window, boolean repeated, TrialResult result) {
  public TrialRecord {
    Objects.requireNonNull(result);
  }
}
