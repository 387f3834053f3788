package switchboard.console.metrics.scrape;

import java.util.Arrays;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Series;

/**
 * The latest samples of one series, 16 bytes each. Starts at 64 and doubles until the capacity;
 * then each new sample overwrites the oldest.
 */
final class SampleRing {
  private static final int FIRST_SIZE = 64;

  private final Labels labels;
  private final int capacity;
  private long[] times;
  private double[] values;
  private int oldest;
  private int size;

  SampleRing(Labels labels, int capacity) {
    this.labels = labels;
    this.capacity = capacity;
    this.times = new long[Math.min(FIRST_SIZE, capacity)];
    this.values = new double[times.length];
  }

  Labels labels() {
    return labels;
  }

  int size() {
    return size;
  }

  long latestMillis() {
    return time(size - 1);
  }

  double latestValue() {
    return values[slot(size - 1)];
  }

  /** False, and nothing kept, when the time is not after the latest. */
  boolean append(long timeMillis, double value) {
    if (size > 0 && timeMillis <= latestMillis()) {
      return false;
    }
    if (size == times.length && size < capacity) {
      grow();
    }
    if (size == times.length) {
      oldest = (oldest + 1) % times.length;
      size--;
    }
    times[slot(size)] = timeMillis;
    values[slot(size)] = value;
    size++;
    return true;
  }

  /** The samples after the one time and up to the other. */
  Series between(long afterMillis, long untilMillis) {
    int from = firstAfter(afterMillis);
    int to = firstAfter(untilMillis);
    int count = Math.max(0, to - from);
    long[] someTimes = new long[count];
    double[] someValues = new double[count];
    for (int i = 0; i < count; i++) {
      someTimes[i] = times[slot(from + i)];
      someValues[i] = values[slot(from + i)];
    }
    return new Series(labels, someTimes, someValues);
  }

  private int firstAfter(long timeMillis) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time(middle) > timeMillis) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private long time(int index) {
    return times[slot(index)];
  }

  private int slot(int index) {
    return (oldest + index) % times.length;
  }

  /** Called only before the first overwrite, so the oldest is still at 0. */
  private void grow() {
    int larger = Math.min(capacity, 2 * times.length);
    times = Arrays.copyOf(times, larger);
    values = Arrays.copyOf(values, larger);
  }
}
