package switchboard.console.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Numbers as the console writes them: groups of three parted by a narrow space, as many digits as
 * are worth reading, the unit apart from the number so that it can be shown in a quieter tone. The
 * same in every locale.
 */
public final class Format {
  private static final char NARROW_SPACE = '\u202f';
  private static final double MEBIBYTE = 1 << 20;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter CLOCK_MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private Format() {}

  /** A number and, possibly empty, its unit. */
  public record Figure(String number, String unit) {
    @Override
    public String toString() {
      return unit.isEmpty() ? number : number + " " + unit;
    }
  }

  /** What stands where there is no value: missing is never zero. */
  public static final Figure MISSING = new Figure("–", "");

  /** A value in its base unit, such as 0.038 s as "38" and "ms"; NaN as {@link #MISSING}. */
  public static Figure figure(double value, Unit unit) {
    if (Double.isNaN(value)) {
      return MISSING;
    }
    return switch (unit) {
      case COUNT -> new Figure(whole(value), "");
      case PER_SECOND -> new Figure(Math.abs(value) < 99.95 ? fixed(value, 1) : whole(value), "/s");
      case SECONDS -> seconds(value);
      case CORES -> new Figure(fixed(value, 2), "cores");
      case BYTES -> bytes(value);
      case PERCENT -> new Figure(percent(value), "%");
    };
  }

  /** A part of a whole: "151 of 256 MiB", but "3 412 MiB of 31.3 GiB" where their units differ. */
  public static String share(Figure part, Figure whole) {
    return (haveOneUnit(part, whole) ? part.number() : part) + " of " + whole;
  }

  /** The same where there is no room: "151 / 256", but "3 412 MiB / 31.3 GiB". */
  public static String briefShare(Figure part, Figure whole) {
    return haveOneUnit(part, whole) ? part.number() + " / " + whole.number() : part + " / " + whole;
  }

  private static boolean haveOneUnit(Figure part, Figure whole) {
    return part.equals(MISSING) || part.unit().equals(whole.unit());
  }

  /** A length of time with two digits or so: "1.8 s", "240 ms", "2 min 5 s". */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds(duration.toNanos() / 1e9).toString();
    }
    if (seconds < 3600) {
      return joined(seconds / 60, "min", seconds % 60, "s");
    }
    return joined(seconds / 3600, "h", seconds % 3600 / 60, "min");
  }

  /** The same, with the digits that it takes to tell it from another one: "1.012 s". */
  public static String distinct(Duration duration, Duration from) {
    return duration(duration).equals(duration(from)) && !duration.equals(from)
        ? String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9)
        : duration(duration);
  }

  /** The time of day, "12:04:10". */
  public static String clock(Instant instant) {
    return CLOCK.format(instant);
  }

  /** Day and time, "2026-03-01 12:04". */
  public static String dateTime(Instant instant) {
    return DATE_TIME.format(instant);
  }

  /** The time of day, "12:04:10.042". */
  public static String clockMillis(Instant instant) {
    return CLOCK_MILLIS.format(instant);
  }

  /** A whole number in groups of three: "18 204". */
  public static String whole(long value) {
    return grouped(Long.toString(value));
  }

  /** The nearest whole number in groups of three: "18 204". */
  public static String whole(double value) {
    return Double.isFinite(value)
        ? grouped(BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_UP).toPlainString())
        : infinite(value);
  }

  private static String grouped(String digits) {
    StringBuilder grouped = new StringBuilder(digits);
    int first = digits.startsWith("-") ? 1 : 0;
    for (int i = digits.length() - 3; i > first; i -= 3) {
      grouped.insert(i, NARROW_SPACE);
    }
    return grouped.toString();
  }

  /** "1 message", "18 204 messages". */
  public static String count(long count, String thing) {
    return count(count, thing, thing + "s");
  }

  /** "1 delivery is", "2 deliveries are". */
  public static String count(long count, String one, String several) {
    return whole(count) + " " + (count == 1 ? one : several);
  }

  /** "a", "a and b", "a, b and c". */
  public static String enumeration(List<String> things) {
    var most = things.subList(0, Math.max(0, things.size() - 1));
    return (most.isEmpty() ? "" : String.join(", ", most) + " and ") + things.getLast();
  }

  /** "1 replica", "3 replicas". */
  public static String replicas(int count) {
    return count(count, "replica");
  }

  /** "1 simulator", "3 simulators". */
  public static String simulators(int count) {
    return count(count, "simulator");
  }

  private static Figure seconds(double value) {
    double size = Math.abs(value);
    if (size >= 1) {
      return new Figure(fixed(value, size < 99.95 ? 1 : 0), "s");
    }
    double millis = value * 1000;
    int decimals = size < 0.000_995 && size > 0 ? 2 : size < 0.009_95 ? 1 : 0;
    return new Figure(fixed(millis, decimals), "ms");
  }

  private static Figure bytes(double value) {
    double mebibytes = value / MEBIBYTE;
    if (Math.abs(mebibytes) >= 10_000) {
      return new Figure(fixed(mebibytes / 1024, 1), "GiB");
    }
    return new Figure(Math.abs(mebibytes) < 9.95 ? fixed(mebibytes, 1) : whole(mebibytes), "MiB");
  }

  /** Never rounded up to 100, nor down to 0.00: one failure among very many shows. */
  private static String percent(double value) {
    if (value == 100) {
      return "100";
    }
    if (value > 99.9 && value < 100) {
      return BigDecimal.valueOf(value).setScale(3, RoundingMode.DOWN).toPlainString();
    }
    if (value > 0 && value < 0.01) {
      return "<0.01";
    }
    return fixed(value, Math.abs(value) < 10 ? 2 : 1);
  }

  private static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%." + decimals + "f", value)
        : infinite(value);
  }

  private static String infinite(double value) {
    return Double.isNaN(value) ? MISSING.number() : value > 0 ? "∞" : "−∞";
  }

  private static String joined(long large, String largeUnit, long small, String smallUnit) {
    String text = large + " " + largeUnit;
    return small == 0 ? text : text + " " + small + " " + smallUnit;
  }
}
