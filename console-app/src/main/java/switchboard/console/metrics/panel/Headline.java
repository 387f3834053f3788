package switchboard.console.metrics.panel;

import java.util.Objects;
import java.util.OptionalDouble;
import switchboard.console.text.Format;

/** Which figure of a panel stands beside its title. */
public sealed interface Headline {
  /** The newest sum of all lines. */
  Headline SUM = new Sum("");

  /** The newest value of one line: "p99 12 ms". */
  static Headline latest(String line) {
    return new Latest(line);
  }

  /** The newest sum, for lines of which each is a figure of its own: "0.35 cores in all". */
  static Headline sumInAll() {
    return new Sum(" in all");
  }

  /** The figure, in words. */
  String words(PanelData data);

  /** Of all lines that have a value. */
  record Sum(String suffix) implements Headline {
    public Sum {
      Objects.requireNonNull(suffix);
    }

    @Override
    public String words(PanelData data) {
      var sum =
          data.lines().stream()
              .map(Line::latest)
              .filter(OptionalDouble::isPresent)
              .mapToDouble(OptionalDouble::getAsDouble)
              .reduce(Double::sum);
      return sum.isEmpty() && !suffix.isEmpty() ? "" : text(data, sum) + suffix;
    }
  }

  /** Of the line of this name. */
  record Latest(String line) implements Headline {
    public Latest {
      Objects.requireNonNull(line);
    }

    @Override
    public String words(PanelData data) {
      var latest =
          data.lines().stream()
              .filter(each -> each.name().equals(line))
              .findFirst()
              .map(Line::latest)
              .orElse(OptionalDouble.empty());
      return line + " " + text(data, latest);
    }
  }

  private static String text(PanelData data, OptionalDouble value) {
    return value.isPresent()
        ? Format.figure(value.getAsDouble(), data.panel().unit()).toString()
        : Format.MISSING.toString();
  }
}
