package switchboard.simulator.measure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest failure in a sentence, and a log that an outage cannot flood: one line per {@link
 * #flush()}.
 */
public final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private String last;
  private long sinceFlush;

  public void report(String sentence) {
    last = sentence;
    sinceFlush++;
  }

  /** The newest failure, null when there was none. */
  public String last() {
    return last;
  }

  /** Logs how many there were since the last call, if any. */
  public void flush() {
    if (sinceFlush > 0) {
      log.warn("{} failures, the newest: {}", sinceFlush, last);
      sinceFlush = 0;
    }
  }
}
