package switchboard.console.metrics.scrape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Sample;

/**
 * Reads the Prometheus text exposition format 0.0.4.
 *
 * <p>Source: prometheus.io/docs/instrumenting/exposition_formats. HELP, TYPE and other comments are
 * passed over, and so are timestamps of samples (as with {@code honor_timestamps: false}). A label
 * that the target already gives is renamed {@code exported_…}, as Prometheus does by default.
 */
public final class Exposition {
  private final Map<String, String> targetLabels;
  private final Predicate<String> keep;

  /**
   * A reader.
   *
   * @param targetLabels added to every sample: job and instance
   * @param keep names of the metrics wanted; others are checked no further than their name
   */
  public Exposition(Map<String, String> targetLabels, Predicate<String> keep) {
    this.targetLabels = Map.copyOf(targetLabels);
    this.keep = keep;
  }

  /**
   * The samples in their order, or a failure when any line wanted is malformed: half a scrape would
   * mislead.
   */
  public List<Sample> parse(String text) throws MalformedExposition {
    List<Sample> samples = new ArrayList<>();
    int line = 0;
    for (String content : (Iterable<String>) text.lines()::iterator) {
      line++;
      String trimmed = content.strip();
      if (!trimmed.isEmpty() && trimmed.charAt(0) != '#') {
        sample(trimmed, line, samples);
      }
    }
    return samples;
  }

  private void sample(String line, int number, List<Sample> samples) throws MalformedExposition {
    Cursor cursor = new Cursor(line, number);
    String name = cursor.name("a metric name", true);
    if (!keep.test(name)) {
      return;
    }
    Map<String, String> labels = new HashMap<>();
    cursor.skipBlanks();
    if (cursor.take('{')) {
      cursor.skipBlanks();
      while (!cursor.take('}')) {
        String label = cursor.name("a label name or }", false);
        cursor.skipBlanks();
        cursor.expect('=');
        cursor.skipBlanks();
        labels.put(targetLabels.containsKey(label) ? "exported_" + label : label, cursor.quoted());
        cursor.skipBlanks();
        if (!cursor.take(',') && !cursor.ahead('}')) {
          throw cursor.malformed(", or }");
        }
        cursor.skipBlanks();
      }
    }
    labels.putAll(targetLabels);
    labels.put(Labels.NAME, name);
    samples.add(new Sample(Labels.of(labels), cursor.valueAndTimestamp()));
  }

  /** A place in one line. */
  private static final class Cursor {
    private final String line;
    private final int number;
    private int at;

    Cursor(String line, int number) {
      this.line = line;
      this.number = number;
    }

    String name(String expected, boolean metric) throws MalformedExposition {
      int start = at;
      while (at < line.length() && inName(line.charAt(at), at > start, metric)) {
        at++;
      }
      if (at == start) {
        throw malformed(expected);
      }
      return line.substring(start, at);
    }

    private static boolean inName(char c, boolean inside, boolean metric) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || c == '_'
          || (metric && c == ':')
          || (inside && c >= '0' && c <= '9');
    }

    String quoted() throws MalformedExposition {
      expect('"');
      StringBuilder value = new StringBuilder();
      while (at < line.length()) {
        char c = line.charAt(at++);
        if (c == '"') {
          return value.toString();
        }
        value.append(c == '\\' ? escaped() : c);
      }
      throw malformed("a closing quote");
    }

    private char escaped() throws MalformedExposition {
      char c = at < line.length() ? line.charAt(at++) : ' ';
      return switch (c) {
        case '\\', '"' -> c;
        case 'n' -> '\n';
        default -> throw malformed("\\\\, \\\" or \\n");
      };
    }

    double valueAndTimestamp() throws MalformedExposition {
      String[] rest = line.substring(at).strip().split("[ \t]+", -1);
      try {
        if (rest.length == 2) {
          var _ = Long.parseLong(rest[1]);
        }
        if (rest.length <= 2) {
          return Sample.number(rest[0]);
        }
      } catch (NumberFormatException _) {
        // Said below, with the place.
      }
      throw malformed("a number and perhaps a timestamp in milliseconds");
    }

    void skipBlanks() {
      while (ahead(' ') || ahead('\t')) {
        at++;
      }
    }

    boolean ahead(char c) {
      return at < line.length() && line.charAt(at) == c;
    }

    boolean take(char c) {
      boolean taken = ahead(c);
      at += taken ? 1 : 0;
      return taken;
    }

    void expect(char c) throws MalformedExposition {
      if (!take(c)) {
        throw malformed(String.valueOf(c));
      }
    }

    MalformedExposition malformed(String expected) {
      return new MalformedExposition(number, expected + " at column " + (at + 1), line);
    }
  }
}
