package switchboard.console.metrics;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels of a series, the metric's name among them as {@code __name__}. Immutable; equal when
 * names and values are. A label with an empty value is the same as no label, as in Prometheus.
 */
public final class Labels {
  public static final String NAME = "__name__";
  public static final Labels EMPTY = new Labels(new String[0]);

  /** Name, value, name, value … sorted by name. */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  public static Labels of(Map<String, String> labels) {
    return fromSorted(new TreeMap<>(labels));
  }

  /** A metric's name and then pairs of label name and value. */
  public static Labels of(String metric, String... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Expected pairs of label name and value, found " + pairs.length + " strings");
    }
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put(NAME, metric);
    for (int i = 0; i < pairs.length; i += 2) {
      labels.put(pairs[i], pairs[i + 1]);
    }
    return fromSorted(labels);
  }

  /** The value, or an empty string when there is no such label. */
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  public String metric() {
    return get(NAME);
  }

  /** Only the labels named, for {@code sum by (…)}. */
  public Labels only(Collection<String> names) {
    SortedMap<String, String> kept = toMap();
    kept.keySet().retainAll(names);
    return fromSorted(kept);
  }

  public Labels without(String... names) {
    SortedMap<String, String> kept = toMap();
    kept.keySet().removeAll(Arrays.asList(names));
    return fromSorted(kept);
  }

  public SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static Labels fromSorted(SortedMap<String, String> labels) {
    labels.values().removeIf(String::isEmpty);
    if (labels.isEmpty()) {
      return EMPTY;
    }
    String[] pairs = new String[2 * labels.size()];
    int next = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      pairs[next++] = label.getKey();
      pairs[next++] = label.getValue();
    }
    return new Labels(pairs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels that && hash == that.hash && Arrays.equals(pairs, that.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
