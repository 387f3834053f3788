package switchboard.simulator.measure;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the failed requests: the first {@value #KEPT} in full, the newest as a sentence, and a log
 * that an outage cannot flood: one line per {@link #flush()}.
 *
 * <p>Memory: at most about 600 bytes for each failure that is kept, 6 MB in all.
 */
public final class Failures {
  /** The number of failures that are kept; later ones are only counted. */
  public static final int KEPT = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final List<Failure> first = new ArrayList<>();
  private long total;
  private String last;
  private long sinceFlush;

  public void add(Failure failure) {
    total++;
    if (first.size() < KEPT) {
      first.add(failure);
    }
    report(failure.sentence());
  }

  /** Records a problem that is not a failed request. */
  public void report(String sentence) {
    last = sentence;
    sinceFlush++;
  }

  /** The newest failure, null when there was none. */
  public String last() {
    return last;
  }

  public long total() {
    return total;
  }

  /** The object of {@code GET /failures}, oldest first. */
  public JsonObject toJson() {
    var failures = new JsonArray(new ArrayList<>(first.size()));
    first.forEach(failure -> failures.add(failure.toJson()));
    return new JsonObject().put("total", total).put("kept", first.size()).put("failures", failures);
  }

  /** Logs how many there were since the last call, if any. */
  public void flush() {
    if (sinceFlush > 0) {
      LOG.warn("{} failures, the newest: {}", sinceFlush, last);
      sinceFlush = 0;
    }
  }
}
