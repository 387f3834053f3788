package switchboard.console.fault.kind;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import switchboard.console.text.Durations;
import switchboard.console.text.Unit;

/**
 * What an amount measures, and how it is written. The form of each is its own, so that an amount
 * needs no name beside it.
 */
public enum Measure {
  /** A length of time. */
  DURATION(Unit.SECONDS, "200ms", "(\\d+(?:ms|s|m|h))") {
    @Override
    double read(String written) {
      return seconds(Durations.parse(written));
    }

    @Override
    public String text(double value) {
      return Durations.text(duration(value));
    }

    @Override
    public String words(double value) {
      return Durations.words(duration(value));
    }
  },
  /** A length of time by which something varies in both directions. */
  SPREAD(Unit.SECONDS, "±50ms", "(?:±|\\+-)(\\d+(?:ms|s|m|h))") {
    @Override
    double read(String written) {
      return DURATION.read(written);
    }

    @Override
    public String text(double value) {
      return "±" + DURATION.text(value);
    }

    @Override
    public String words(double value) {
      return "± " + DURATION.words(value);
    }
  },
  /** A length of time, ahead or, with a minus, behind. */
  OFFSET(Unit.SECONDS, "+5s", "([+-]\\d+(?:ms|s|m|h))") {
    @Override
    double read(String written) {
      var size = DURATION.read(written.substring(1));
      return written.startsWith("-") ? -size : size;
    }

    @Override
    public String text(double value) {
      return sign(value) + DURATION.text(Math.abs(value));
    }

    @Override
    public String words(double value) {
      return sign(value) + DURATION.words(Math.abs(value));
    }

    private static String sign(double value) {
      return value < 0 ? "-" : "+";
    }
  },
  /** A part of a whole, in percent. */
  SHARE(Unit.PERCENT, "20%", "(\\d{1,9}(?:\\.\\d{1,9})?)%") {
    @Override
    double read(String written) {
      return Double.parseDouble(written);
    }

    @Override
    public String text(double value) {
      return number(value) + "%";
    }

    @Override
    public String words(double value) {
      return number(value) + " %";
    }
  },
  /** Processor cores. */
  CORES(Unit.CORES, "0.5", "(\\d{1,9}(?:\\.\\d{1,9})?)") {
    @Override
    double read(String written) {
      return Double.parseDouble(written);
    }

    @Override
    public String text(double value) {
      return number(value);
    }

    @Override
    public String words(double value) {
      return number(value) + " cores";
    }
  },
  /** Memory, in whole mebibytes. */
  MEMORY(Unit.BYTES, "200MiB", "(\\d{1,9})MiB") {
    @Override
    double read(String written) {
      return Double.parseDouble(written) * MEBIBYTE;
    }

    @Override
    public String text(double value) {
      return Math.round(value / MEBIBYTE) + "MiB";
    }

    @Override
    public String words(double value) {
      return Math.round(value / MEBIBYTE) + " MiB";
    }
  };

  private static final double MEBIBYTE = 1 << 20;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Unit unit;
  private final String example;
  private final Pattern form;

  Measure(Unit unit, String example, String form) {
    this.unit = unit;
    this.example = example;
    this.form = Pattern.compile(form);
  }

  /** What values are in. */
  public Unit unit() {
    return unit;
  }

  /** An amount as an operator writes it. */
  public String example() {
    return example;
  }

  /** Reads an amount; empty when it is not of this form. */
  public OptionalDouble parse(String text) {
    var matcher = form.matcher(text);
    return matcher.matches() ? OptionalDouble.of(read(matcher.group(1))) : OptionalDouble.empty();
  }

  /** Reads what has the form of this measure. */
  abstract double read(String written);

  /** Writes an amount as {@link #parse} reads it. */
  public abstract String text(double value);

  /** An amount as it is shown: "200 ms", "± 50 ms", "0.5 cores". */
  public abstract String words(double value);

  /** An amount of seconds, to the millisecond. */
  public static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }

  private static String number(double value) {
    return new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
