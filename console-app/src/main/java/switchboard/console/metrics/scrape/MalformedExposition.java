package switchboard.console.metrics.scrape;

import java.io.IOException;

/**
 * A text that is not in the Prometheus exposition format: the line, what was expected, what was
 * found.
 */
public final class MalformedExposition extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedExposition(int line, String expected, String found) {
    super("Line " + line + ": expected " + expected + ", found \"" + abbreviated(found) + '"');
  }

  private static String abbreviated(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
