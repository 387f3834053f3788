package switchboard.simulator.loadtest;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import switchboard.simulator.measure.Latency;
import switchboard.simulator.measure.Percentiles;

/** How a load test's requests ended. */
final class RequestOutcomes {
  private static final int REASONS = 20;

  private final Latency latency = new Latency();
  private final TreeMap<String, Long> statuses = new TreeMap<>();
  private final TreeMap<String, Long> errors = new TreeMap<>();
  private long completed;
  private long failed;
  private long bytes;

  void answered(int status, int bodyBytes, long nanos) {
    latency.record(nanos);
    statuses.merge(Integer.toString(status), 1L, Long::sum);
    completed++;
    bytes += bodyBytes;
    if (status < 200 || status > 299) {
      failed++;
    }
  }

  /** There was no answer; beyond twenty different reasons the rest go under "other". */
  void broke(String reason) {
    var key = errors.size() < REASONS || errors.containsKey(reason) ? reason : "other";
    errors.merge(key, 1L, Long::sum);
    completed++;
    failed++;
  }

  long completed() {
    return completed;
  }

  /** Of those that were answered. */
  Percentiles times() {
    return latency.sinceStart();
  }

  JsonObject toJson(double seconds, boolean histogram) {
    return new JsonObject()
        .put("completed", completed)
        .put("failed", failed)
        .put("bytes", bytes)
        .put("requestsPerSecond", seconds > 0 ? completed / seconds : 0)
        .put("latencyMillis", latency.sinceStart(histogram))
        .put("statuses", counts(statuses))
        .put("errors", counts(errors));
  }

  private static JsonObject counts(Map<String, Long> counts) {
    var json = new JsonObject();
    counts.forEach(json::put);
    return json;
  }
}
