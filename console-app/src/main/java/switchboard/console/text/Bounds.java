package switchboard.console.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Moments and lengths of time that are known only to lie between two bounds. Both bounds are
 * rounded outwards, to a step that is not finer than what lies between them: what was polled every
 * 5 s cannot read as 3.1 s.
 */
public final class Bounds {
  /** The steps to round to, from the coarsest, with the decimals of a second that each leaves. */
  private static final List<Step> STEPS =
      List.of(
          new Step(Duration.ofSeconds(1), 0),
          new Step(Duration.ofMillis(100), 1),
          new Step(Duration.ofMillis(10), 2),
          new Step(Duration.ofMillis(1), 3));

  /** Bounds that are closer are written as one moment with its error. */
  private static final Duration CLOSE = Duration.ofMillis(10);

  private static final Duration LONG = Duration.ofMinutes(2);

  private record Step(Duration length, int decimals) {
    /** The finest one that does not exceed this width, or the finest that there is. */
    static Step within(Duration width) {
      return STEPS.stream()
          .filter(each -> each.length.compareTo(width) <= 0)
          .findFirst()
          .orElse(STEPS.getLast());
    }

    Instant down(Instant instant) {
      return instant.truncatedTo(ChronoUnit.SECONDS).plus(down(sinceSecond(instant)));
    }

    Instant up(Instant instant) {
      return instant.truncatedTo(ChronoUnit.SECONDS).plus(up(sinceSecond(instant)));
    }

    Duration down(Duration duration) {
      return length.multipliedBy(duration.dividedBy(length));
    }

    Duration up(Duration duration) {
      var down = down(duration);
      return down.equals(duration) ? down : down.plus(length);
    }

    private static Duration sinceSecond(Instant instant) {
      return Duration.between(instant.truncatedTo(ChronoUnit.SECONDS), instant);
    }
  }

  /**
   * A moment of the day.
   *
   * @param figure "12:04:10.4", the later bound, or "12:04:10.112" in the middle of close ones
   * @param bounds "10.1 – 10.4 s" or "± 1 ms"; empty when it is known to the millisecond
   */
  public record Moment(String figure, String bounds) {
    /** "12:04:10.4 (10.1 – 10.4 s)". */
    @Override
    public String toString() {
      return bounds.isEmpty() ? figure : figure + " (" + bounds + ")";
    }
  }

  private Bounds() {}

  /** A moment that is not before the one and not after the other. */
  public static Moment moment(Instant notBefore, Instant notAfter) {
    var width = Duration.between(notBefore, notAfter);
    if (width.compareTo(CLOSE) < 0) {
      var middle = notBefore.plus(width.dividedBy(2)).truncatedTo(ChronoUnit.MILLIS);
      var error = STEPS.getLast().up(Duration.between(middle, notAfter)).toMillis();
      return new Moment(Format.clockMillis(middle), error == 0 ? "" : "± " + error + " ms");
    }
    var step = Step.within(width);
    var first = step.down(notBefore);
    var last = step.up(notAfter);
    var clock = clock(last, step);
    var sameMinute =
        first.truncatedTo(ChronoUnit.MINUTES).equals(last.truncatedTo(ChronoUnit.MINUTES));
    return new Moment(
        clock,
        sameMinute
            ? secondsOf(clock(first, step)) + " – " + secondsOf(clock) + " s"
            : clock(first, step) + " – " + clock);
  }

  private static String clock(Instant instant, Step step) {
    return step.decimals == 0
        ? Format.clock(instant)
        : Format.clockMillis(instant).substring(0, "12:04:10.".length() + step.decimals);
  }

  private static String secondsOf(String clock) {
    return clock.substring("12:04:".length());
  }

  /**
   * A length of time between two bounds: "0 to 5 s", or "1.8 s" where both read the same.
   *
   * @param least negative where it may be nothing
   */
  public static String elapsed(Duration least, Duration most) {
    var from = least.isNegative() ? Duration.ZERO : least;
    var until = most.compareTo(from) < 0 ? from : most;
    if (Format.duration(from).equals(Format.duration(until))) {
      return Format.duration(until);
    }
    var step = Step.within(until.minus(from));
    var first = step.down(from);
    var last = step.up(until);
    if (last.compareTo(LONG) >= 0) {
      return Format.duration(first) + " to " + Format.duration(last);
    }
    return last.toSeconds() == 0
        ? first.toMillis() + " to " + last.toMillis() + " ms"
        : seconds(first, step) + " to " + seconds(last, step) + " s";
  }

  private static String seconds(Duration duration, Step step) {
    return duration.isZero()
        ? "0"
        : BigDecimal.valueOf(duration.toMillis(), 3)
            .setScale(step.decimals, RoundingMode.UNNECESSARY)
            .toPlainString();
  }
}
