package switchboard.console.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Searches texts for a regular expression, with a timeout for all of them: some short expressions
 * would take for ever. One thread; interrupting it ends the search, too.
 */
public final class Search {
  private static final int READS_BETWEEN_LOOKS = 1_000;

  private final Pattern pattern;
  private final long deadline;
  private int reads;

  /** The search timed out, or ran out of stack. */
  public static final class GivenUp extends Exception {
    private static final long serialVersionUID = 1L;

    private GivenUp(Throwable cause) {
      super("The search was given up", cause);
    }
  }

  /** Where something was found, from the first character to the one after the last. */
  public record Span(int from, int to) {}

  /**
   * @param limit for all texts together, from now on
   */
  public Search(Pattern pattern, Duration limit) {
    this.pattern = pattern;
    deadline = System.nanoTime() + limit.toNanos();
  }

  public boolean isIn(String text) throws GivenUp {
    try {
      return pattern.matcher(new BoundedText(text)).find();
    } catch (Expired | StackOverflowError e) {
      throw new GivenUp(e);
    }
  }

  /** All places in a text, none of them empty. */
  public List<Span> spans(String text) throws GivenUp {
    var found = new ArrayList<Span>();
    try {
      var matcher = pattern.matcher(new BoundedText(text));
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          found.add(new Span(matcher.start(), matcher.end()));
        }
      }
    } catch (Expired | StackOverflowError e) {
      throw new GivenUp(e);
    }
    return List.copyOf(found);
  }

  private static final class Expired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Expired() {
      super("the time is over", null, false, false);
    }
  }

  /** A text that can be read until the timeout. */
  private final class BoundedText implements CharSequence {
    private final CharSequence text;

    BoundedText(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++reads >= READS_BETWEEN_LOOKS) {
        reads = 0;
        if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
          throw new Expired();
        }
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new BoundedText(text.subSequence(start, end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
