package switchboard.console.plot;

import java.util.ArrayList;
import java.util.List;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * Every factor of ten takes the same height, so that a millisecond and ten seconds are read on one
 * chart. Shows whole decades; what is below the lowest of them, as 0 is, stands at the bottom.
 */
public final class LogScale implements ValueScale {
  private static final int FEWEST_DECADES = 2;
  private static final int MAX_DECADES = 6;

  private final Unit unit;
  private int lowest;
  private int highest;

  public LogScale(Unit unit) {
    this.unit = unit;
    fit(ValueScale.Extent.NONE, 1);
  }

  @Override
  public void fit(ValueScale.Extent extent, int parts) {
    double upper = extent.highest() > 0 ? extent.highest() : unit == Unit.SECONDS ? 0.1 : 100;
    double lower = extent.lowestPositive() > 0 ? extent.lowestPositive() : upper / 100;
    highest = (int) Math.ceil(Math.log10(upper) - 1e-9);
    lowest =
        Math.clamp(
            (int) Math.floor(Math.log10(lower) + 1e-9),
            highest - MAX_DECADES,
            highest - FEWEST_DECADES);
  }

  @Override
  public double place(double value) {
    return value > 0 ? Math.max(0, Math.log10(value) - lowest) : 0;
  }

  @Override
  public double top() {
    return highest - lowest;
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    for (int decade = lowest; decade <= highest; decade++) {
      ticks.add(new Tick(decade - lowest, label(Math.pow(10, decade), decade == highest)));
    }
    return ticks;
  }

  private String label(double value, boolean top) {
    if (unit != Unit.SECONDS) {
      return number(value);
    }
    if (value >= 1) {
      return number(value) + " s";
    }
    return number(value * 1000) + (top || value > 0.05 ? " ms" : "");
  }

  private static String number(double value) {
    return value >= 1 ? Format.whole(value) : Double.toString(value);
  }
}
