package switchboard.console.ui.slider;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import switchboard.console.platform.Limits;

/**
 * The values that a slider offers, close together where small differences matter. The slider moves
 * over their indices, so that every arrow key is one stop.
 */
public final class SliderSteps {
  private final double[] values;

  private SliderSteps(List<Double> values) {
    this.values = values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Numbers of users from 0 to a capacity, and the capacity itself. */
  public static SliderSteps ofUsers(int capacity) {
    var values = new ArrayList<Double>();
    var value = 0;
    while (value < capacity) {
      values.add((double) value);
      value += step(value);
    }
    values.add((double) capacity);
    return new SliderSteps(values);
  }

  private static int step(int users) {
    if (users < 100) {
      return 10;
    }
    if (users < 500) {
      return 50;
    }
    if (users < 2_000) {
      return 100;
    }
    return users < 5_000 ? 250 : 500;
  }

  /** Messages per user per minute. */
  public static SliderSteps ofRates() {
    return new SliderSteps(
        List.of(
            0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 15.0, 20.0, 30.0,
            45.0, 60.0, 90.0, 120.0, 180.0, 240.0, 300.0, 450.0, 600.0));
  }

  /** Cores, as far as they can be set; the least when none of them can. */
  public static SliderSteps ofCpus(Limits.Range range) {
    return within(
        range.least().cpus(),
        range.most().cpus(),
        DoubleStream.of(0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8));
  }

  /** Bytes of memory, as far as they can be set; the least when none of them can. */
  public static SliderSteps ofMemory(Limits.Range range) {
    return within(
        (double) range.least().memoryBytes(),
        (double) range.most().memoryBytes(),
        DoubleStream.of(64, 96, 128, 160, 192, 224, 256, 320, 384, 512, 768, 1024, 1536, 2048, 4096)
            .map(mebibytes -> mebibytes * (1 << 20)));
  }

  private static SliderSteps within(double least, double most, DoubleStream values) {
    var inside = values.filter(value -> value >= least && value <= most).boxed().toList();
    return new SliderSteps(inside.isEmpty() ? List.of(least) : inside);
  }

  public int last() {
    return values.length - 1;
  }

  public double value(double index) {
    return values[Math.clamp(Math.round(index), 0, last())];
  }

  /** The index of the value that is nearest. */
  public int indexOf(double value) {
    var nearest = 0;
    for (int i = 1; i < values.length; i++) {
      if (Math.abs(values[i] - value) < Math.abs(values[nearest] - value)) {
        nearest = i;
      }
    }
    return nearest;
  }
}
