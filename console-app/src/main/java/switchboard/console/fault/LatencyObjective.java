package switchboard.console.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import switchboard.console.load.Distribution;
import switchboard.console.text.Format;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Objective;
import switchboard.console.verdict.ObjectiveResult;
import switchboard.console.verdict.Proportion;
import switchboard.console.verdict.Result;

/**
 * The latency objective of deliveries, from the intended send of a message to its receipt.
 *
 * @param percentile above 0 and below 100
 * @param limit the longest time that may be at the percentile
 */
public record LatencyObjective(double percentile, Duration limit) {
  /** Of every run and every fault. */
  public static final LatencyObjective DEFAULT = new LatencyObjective(99, Duration.ofSeconds(1));

  /** That the percentile of all that could come is not above the largest of those that came. */
  private static final double CONFIDENCE = 0.95;

  /** Of fewer samples than five not even the median is known. */
  private static final double LOWEST = 50;

  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final double NANOS_PER_SECOND = 1e9;

  public LatencyObjective {
    if (!(percentile > 0 && percentile < 100)) {
      throw new IllegalArgumentException("Not a percentile: " + percentile);
    }
    Objects.requireNonNull(limit);
  }

  /**
   * How many samples a statement about the percentile needs at 95 % confidence, when none of them
   * is above the limit: 299 for p99 and 59 for p95.
   */
  public long samplesNeeded() {
    var above = BigDecimal.valueOf(100).subtract(BigDecimal.valueOf(percentile)).movePointLeft(2);
    return Proportion.trialsNeeded(0, above.doubleValue());
  }

  /**
   * Judges deliveries: at the percentile or, where there are too few, at the highest whole one that
   * their number supports.
   *
   * @param deliveries empty when it is not known how long they took
   * @param when which deliveries they are, such as "outside the faults"; may be empty
   */
  public Judged judge(Optional<Distribution> deliveries, String when) {
    var count = deliveries.map(Distribution::count).orElse(0L);
    var supported =
        count >= samplesNeeded()
            ? percentile
            : Math.min(percentile, Math.floor(100 * Math.pow(1 - CONFIDENCE, 1.0 / count)));
    return deliveries.isPresent() && supported >= LOWEST
        ? new Judged(
            this,
            deliveries.map(all -> all.at(supported)),
            OptionalDouble.of(supported),
            count,
            true,
            when)
        : new Judged(
            this, Optional.empty(), OptionalDouble.empty(), count, deliveries.isPresent(), when);
  }

  /** "p99", "p99.9". */
  private static String name(double percentile) {
    return "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
  }

  /** "1 s", "250 ms". */
  private static String limit(Duration limit) {
    return limit.toNanos() % ONE_SECOND.toNanos() == 0
        ? limit.toSeconds() + " s"
        : Format.duration(limit);
  }

  /**
   * The result.
   *
   * @param measured the time at the percentile that was judged; empty when none was
   * @param judgedPercentile the objective's or, with too few samples, a lower one
   * @param count how many deliveries there were
   * @param known whether it is known how long they took
   * @param when which deliveries they are, such as "outside the faults"; may be empty
   */
  public record Judged(
      LatencyObjective objective,
      Optional<Duration> measured,
      OptionalDouble judgedPercentile,
      long count,
      boolean known,
      String when) {

    /** Whether it was judged and not met. */
    public boolean isMissed() {
      return measured.filter(time -> time.compareTo(objective.limit) > 0).isPresent();
    }

    /** Adds the findings that prevent a pass. */
    public void judge(Judgement judgement) {
      if (!known) {
        judgement.notHeld(
            Gate.BOOKS,
            Result.INVALID,
            "Delivery latency" + which() + " is unknown: the simulator did not report it");
      } else if (isMissed()) {
        judgement.notHeld(
            Gate.OBJECTIVES,
            Result.FAILED,
            "Delivery "
                + name(judgedPercentile.getAsDouble())
                + " was "
                + Format.distinct(measured.orElseThrow(), objective.limit)
                + which()
                + ", over the objective of "
                + limit(objective.limit)
                + note());
      }
    }

    /** As the result of an objective. */
    public ObjectiveResult of(Objective given) {
      var state =
          !known
              ? ObjectiveResult.State.UNKNOWN
              : measured.isEmpty()
                  ? ObjectiveResult.State.TOO_FEW
                  : isMissed() ? ObjectiveResult.State.MISSED : ObjectiveResult.State.MET;
      return new ObjectiveResult(
          given,
          state,
          measured
              .map(time -> OptionalDouble.of(time.toNanos() / NANOS_PER_SECOND))
              .orElseGet(OptionalDouble::empty),
          known ? OptionalLong.of(count) : OptionalLong.empty(),
          Optional.empty(),
          given.text() + ": " + figure());
    }

    /** "delivery p99 12 ms", or why there is none. */
    public String figure() {
      return judgedPercentile.isPresent()
          ? "delivery "
              + name(judgedPercentile.getAsDouble())
              + " "
              + Format.duration(measured.orElseThrow())
              + note()
          : "delivery "
              + name(objective.percentile)
              + (known ? " not judged (" + tooFew() + ")" : " unknown");
    }

    private String which() {
      return when.isEmpty() ? "" : " " + when;
    }

    private String note() {
      return judgedPercentile.getAsDouble() < objective.percentile ? " (" + tooFew() + ")" : "";
    }

    private String tooFew() {
      return Format.count(count, "sample")
          + ", "
          + name(objective.percentile)
          + " needs "
          + Format.whole(objective.samplesNeeded());
    }
  }
}
