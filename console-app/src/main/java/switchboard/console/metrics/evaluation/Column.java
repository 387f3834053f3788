package switchboard.console.metrics.evaluation;

import java.util.Arrays;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.TimeSteps;
import switchboard.console.metrics.scrape.Stale;

/**
 * A series under evaluation: a value or {@link Stale#MARK}, which is "no value", for every step.
 */
record Column(Labels labels, Values values) {

  /** A fixed number of values, at first all absent. */
  static final class Values {
    private final double[] values;

    Values(int steps) {
      values = new double[steps];
      Arrays.fill(values, Stale.MARK);
    }

    int steps() {
      return values.length;
    }

    boolean has(int step) {
      return !Stale.is(values[step]);
    }

    double get(int step) {
      return values[step];
    }

    void set(int step, double value) {
      values[step] = value;
    }

    void add(int step, double value) {
      values[step] = has(step) ? values[step] + value : value;
    }
  }

  static Column empty(Labels labels, int steps) {
    return new Column(labels, new Values(steps));
  }

  /** Only the steps that have a value; possibly none. */
  Series toSeries(TimeSteps steps) {
    long[] times = new long[steps.count()];
    double[] present = new double[steps.count()];
    int size = 0;
    for (int step = 0; step < steps.count(); step++) {
      if (values.has(step)) {
        times[size] = steps.millis(step);
        present[size++] = values.get(step);
      }
    }
    return new Series(labels, Arrays.copyOf(times, size), Arrays.copyOf(present, size));
  }
}
