package switchboard.console.loadtest;

import com.google.gson.annotations.SerializedName;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import switchboard.console.load.Distribution;
import switchboard.console.load.LoadStats.Percentiles;

/**
 * A load test at one instant, as the simulator reports it.
 *
 * @param id by which the simulator is asked for it
 * @param state preparing, running, done, failed or cancelled
 * @param startedAt by the simulator's clock
 * @param elapsedSeconds for how long requests have been, or were, sent and answered
 * @param requests how many there are in all
 * @param result of those that ended until now
 * @param generator null before the first request
 * @param problem why it failed; null unless it did
 */
public record LoadTestReport(
    String id,
    String state,
    String startedAt,
    double elapsedSeconds,
    long requests,
    Outcomes result,
    Generator generator,
    String problem) {
  private static final Set<String> UNDER_WAY = Set.of("preparing", "running");

  public LoadTestReport {
    Objects.requireNonNull(id);
    Objects.requireNonNull(state);
    Objects.requireNonNull(result);
  }

  /**
   * How requests ended.
   *
   * @param failed those without an answer, and those answered with another status than 2xx
   * @param bytes of the bodies of all answers
   * @param latencyMillis of all that were answered
   * @param statuses how many answers had each
   * @param errors how many had no answer for each reason
   */
  public record Outcomes(
      long completed,
      long failed,
      long bytes,
      double requestsPerSecond,
      Times latencyMillis,
      Map<String, Long> statuses,
      Map<String, Long> errors) {
    public Outcomes {
      Objects.requireNonNull(latencyMillis);
      statuses = Map.copyOf(statuses);
      errors = Map.copyOf(errors);
    }
  }

  /**
   * In milliseconds; null where nothing was counted.
   *
   * @param histogram of microseconds, in HdrHistogram's compressed encoding and Base64
   */
  public record Times(
      long count,
      Double mean,
      Double p50,
      Double p90,
      Double p95,
      Double p99,
      @SerializedName("p99_9") Double p999,
      Double max,
      String histogram) {

    /** Empty when the simulator does not say how the times are distributed, or nothing legible. */
    public Optional<Distribution> distribution() {
      try {
        return Distribution.of(new Percentiles(count, p50, p90, p95, p99, p999, max, histogram));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * What the simulator itself did.
   *
   * @param cpuCores that its event loop used, of the one that it can use; null when not known
   * @param waitingForCpuCores for how long it waited for one, as a share of the time; null when not
   *     known
   * @param latenessMillis how late its event loop was; null when not known
   * @param notSent requests that were due, and were left out because too many waited
   * @param limit why it, and not the system, was the limit; null when it was not
   */
  public record Generator(
      Double cpuCores,
      Double waitingForCpuCores,
      Times latenessMillis,
      long notSent,
      String limit) {}

  /** Whether nothing of it will change any more. */
  public boolean isOver() {
    return !UNDER_WAY.contains(state);
  }

  /** Whether somebody ended it before its time. */
  boolean isCancelled() {
    return state.equals("cancelled");
  }

  /** Why the simulator was the limit. */
  Optional<String> limit() {
    return Optional.ofNullable(generator).map(Generator::limit);
  }
}
