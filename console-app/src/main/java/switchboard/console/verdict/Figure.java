package switchboard.console.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import switchboard.console.text.Durations;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/** What an objective limits. */
public sealed interface Figure {

  /** As objectives name it: "requests.p99". */
  String name();

  /** What its limit and its values count. */
  Measure measure();

  /** Whether it can be taken of one phase of the run. */
  default boolean hasPhases() {
    return false;
  }

  /**
   * Reads the name of a figure that an objective can limit.
   *
   * @throws IllegalArgumentException when there is none of this name, saying which there are
   */
  static Figure parse(String name) {
    return new ObjectiveParser(name).figure(name);
  }

  /** What limits and values of a figure count. */
  enum Measure {
    /** In seconds. */
    TIME("s", "a duration, such as 250ms"),
    /** 0 to 100. */
    SHARE("%", "a percentage from 0% to 100%, such as 0.1%"),
    /** A number of seconds that several users spent together. */
    USER_SECONDS("s", "a number of seconds without a unit, such as 60"),
    /** Whatever a query answers. */
    NUMBER("", "a number, such as 0.95");

    private static final MathContext DIGITS = new MathContext(6);

    private final String unit;
    private final String expected;

    Measure(String unit, String expected) {
      this.unit = unit;
      this.expected = expected;
    }

    /** In JSON: "s", "%", or empty for a plain number. */
    public String unit() {
      return unit;
    }

    /** What a limit has to be, for a sentence. */
    String expected() {
      return expected;
    }

    /** As an objective is written: "250ms", "0.1%". */
    public String limit(double value) {
      return switch (this) {
        case TIME -> Durations.text(duration(value));
        case SHARE -> plain(value) + "%";
        case USER_SECONDS, NUMBER -> plain(value);
      };
    }

    /** As a value is read beside its limit: "212 ms", "0.02 %". */
    String value(double value, double limit) {
      return switch (this) {
        case TIME -> Format.distinct(duration(value), duration(limit));
        case SHARE -> Format.figure(value, Unit.PERCENT).toString();
        case USER_SECONDS -> Format.figure(value, Unit.SECONDS).toString();
        case NUMBER -> plain(rounded(value));
      };
    }

    /** A quotient has more digits than anybody reads. */
    private static double rounded(double value) {
      return Double.isFinite(value) ? new BigDecimal(value, DIGITS).doubleValue() : value;
    }

    private static String plain(double value) {
      return Double.isFinite(value)
          ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
          : String.valueOf(value);
    }
  }

  /** Seconds as a duration. */
  static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /** Whose times a percentile is of. */
  enum Timed {
    REQUESTS("requests"),
    DELIVERIES("deliveries");

    private final String word;

    Timed(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * The time within which a share of requests or deliveries is done.
   *
   * @param percentile above 0 and below 100
   */
  record Percentile(Timed of, double percentile) implements Figure {
    @Override
    public String name() {
      return of.word() + ".p" + Measure.NUMBER.limit(percentile);
    }

    @Override
    public Measure measure() {
      return Measure.TIME;
    }

    @Override
    public boolean hasPhases() {
      return true;
    }

    /** The share that may take longer, 0 to 1. */
    public double allowance() {
      return BigDecimal.valueOf(100)
          .subtract(BigDecimal.valueOf(percentile))
          .movePointLeft(2)
          .doubleValue();
    }
  }

  /** The share of requests that failed. */
  record FailedRequests() implements Figure {
    @Override
    public String name() {
      return "requests.failed";
    }

    @Override
    public Measure measure() {
      return Measure.SHARE;
    }

    @Override
    public boolean hasPhases() {
      return true;
    }
  }

  /** For how long users were without a socket, of all together. */
  record DisconnectedSeconds() implements Figure {
    @Override
    public String name() {
      return "users.disconnectedSeconds";
    }

    @Override
    public Measure measure() {
      return Measure.USER_SECONDS;
    }

    @Override
    public boolean hasPhases() {
      return true;
    }
  }

  /** From the end of a fault's own duration until its target has recovered; of the slowest one. */
  record Recovery() implements Figure {
    @Override
    public String name() {
      return "recovery";
    }

    @Override
    public Measure measure() {
      return Measure.TIME;
    }
  }

  /** How far the replica with the most uneven share of the requests is from an equal share. */
  record Spread() implements Figure {
    @Override
    public String name() {
      return "spread";
    }

    @Override
    public Measure measure() {
      return Measure.SHARE;
    }
  }

  /** How far the replica with the most uneven share of the users is from an equal share. */
  record UsersSpread() implements Figure {
    @Override
    public String name() {
      return "users.spread";
    }

    @Override
    public Measure measure() {
      return Measure.SHARE;
    }
  }

  /** What a query answers at the end of the run: its largest value, when there are several. */
  record Query(String promql) implements Figure {
    @Override
    public String name() {
      return "promql(\"" + promql.replace("\\", "\\\\").replace("\"", "\\\"") + "\")";
    }

    @Override
    public Measure measure() {
      return Measure.NUMBER;
    }
  }

  /**
   * How many messages did not fare as promised. Not to be named: one is too many, always.
   *
   * @param how "lost", "duplicated", "reordered" or "renumbered"
   */
  record Messages(String how) implements Figure {
    @Override
    public String name() {
      return "messages." + how;
    }

    @Override
    public Measure measure() {
      return Measure.NUMBER;
    }
  }
}
