package switchboard.chat.gateway.replicas;

import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs retries in one line per replica and tick: a kill under load retries many at once. */
public final class RetryLog {
  private static final Logger LOG = LoggerFactory.getLogger(RetryLog.class);

  private final Map<String, Integer> retried = new TreeMap<>();

  /** Counts a call that {@code failed} did not answer and that goes to another replica. */
  void add(Upstream failed) {
    retried.merge(failed.name(), 1, Integer::sum);
  }

  public void flush() {
    retried.forEach(
        (replica, calls) ->
            LOG.info(
                "retried {} {} that {} did not answer",
                calls,
                calls == 1 ? "request" : "requests",
                replica));
    retried.clear();
  }
}
