package switchboard.console.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * The value axis from 0 up to a round number. Goes up as soon as a value would touch the top, comes
 * down only when there is a quarter to spare, so that it does not jitter with the values.
 */
public final class LinearScale implements ValueScale {
  private static final double[] DECIMAL = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
  private static final double[] BINARY = {
    1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024
  };

  private final Unit unit;
  private double spacing;
  private double upper;

  public LinearScale(Unit unit) {
    this.unit = unit;
  }

  @Override
  public void fit(ValueScale.Extent extent, int parts) {
    double highest = extent.highest();
    double needed = highest > 0 && Double.isFinite(highest) ? highest * 1.03 : 0;
    boolean tooLow = needed > upper;
    boolean tooHigh = niceUpper(needed == 0 ? whenEmpty() : needed * 1.25, parts) < upper;
    boolean tooFewOrMany = spacing > 0 && Math.round(upper / spacing) > 2L * parts;
    if (upper == 0 || tooLow || tooHigh || tooFewOrMany) {
      double wanted = needed == 0 ? whenEmpty() : needed;
      spacing = niceSpacing(wanted, parts);
      upper = spacing * Math.ceil(wanted / spacing - 1e-9);
    }
  }

  @Override
  public double top() {
    return upper;
  }

  @Override
  public double place(double value) {
    return value;
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    long parts = Math.round(upper / spacing);
    for (int i = 0; i <= parts; i++) {
      ticks.add(new Tick(i * spacing, label(i * spacing, i == parts)));
    }
    return ticks;
  }

  private String label(double value, boolean top) {
    return switch (unit) {
      case COUNT, PER_SECOND -> short1000(value);
      case CORES -> plain(value);
      case PERCENT -> plain(value) + (top ? " %" : "");
      case SECONDS ->
          upper >= 1 ? plain(value) + (top ? " s" : "") : plain(value * 1000) + (top ? " ms" : "");
      case BYTES ->
          plain(value / binaryUnit()) + (top ? binaryUnit() == 1 << 30 ? " GiB" : " MiB" : "");
    };
  }

  private double binaryUnit() {
    return upper >= 4.0 * (1 << 30) ? 1 << 30 : 1 << 20;
  }

  private static String short1000(double value) {
    if (value >= 1_000_000) {
      return plain(value / 1_000_000) + "M";
    }
    return value >= 1000 ? plain(value / 1000) + "k" : plain(value);
  }

  private static String plain(double value) {
    if (value >= 1000) {
      return Format.whole(value);
    }
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  private double whenEmpty() {
    return switch (unit) {
      case COUNT, PER_SECOND -> 10;
      case SECONDS -> 0.010;
      case CORES -> 0.1;
      case BYTES -> 64 << 20;
      case PERCENT -> 1;
    };
  }

  private double niceUpper(double highest, int parts) {
    double step = niceSpacing(highest, parts);
    return step * Math.ceil(highest / step - 1e-9);
  }

  private double niceSpacing(double highest, int parts) {
    double least = highest / parts;
    double base =
        unit == Unit.BYTES
            ? Math.pow(1024, Math.floor(log(least, 1024)))
            : Math.pow(10, Math.floor(Math.log10(least)));
    for (double nice : unit == Unit.BYTES ? BINARY : DECIMAL) {
      if (nice * base >= least * (1 - 1e-9)) {
        return nice * base;
      }
    }
    return least;
  }

  private static double log(double value, double base) {
    return Math.log(value) / Math.log(base);
  }
}
