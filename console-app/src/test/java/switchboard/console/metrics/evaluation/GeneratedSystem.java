package switchboard.console.metrics.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Sample;
import switchboard.console.metrics.scrape.History;

/**
 * Twelve minutes of a system's metrics, from a seed: four replicas, of which one restarts with its
 * counters at 0, one comes later, one comes later and disappears; a gateway, a simulator; scrapes
 * at uneven times, some of them missing.
 *
 * <p>No sample is at a whole second, where queries are: on the edge of a window Prometheus 2 and 3
 * differ. Counters begin at 0, and no scrape is missing soon after a start: there, versions before
 * 2.52 extrapolate differently.
 */
final class GeneratedSystem {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final int SECONDS = 720;

  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, Double.POSITIVE_INFINITY
  };

  private final Random random;

  /** By time, since that is how a history is written. */
  private final TreeMap<Long, List<Sample>> samples = new TreeMap<>();

  GeneratedSystem(long seed) {
    random = new Random(seed);
    replica("backend-1", 0, SECONDS);
    replica("backend-2", 0, 300);
    replica("backend-2", 320, SECONDS);
    replica("backend-3", 120, 500);
    replica("backend-4", 400, SECONDS);
    run("gateway", "gateway-1", 0, SECONDS, this::gateway);
    run("simulator", "simulator-1", 0, SECONDS, this::simulator);
  }

  void writeTo(History history) {
    samples.forEach(history::append);
  }

  /**
   * In the OpenMetrics format with timestamps, as {@code promtool tsdb create-blocks-from
   * openmetrics} reads it.
   */
  void writeTo(Path file) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (Map.Entry<Long, List<Sample>> scrape : samples.entrySet()) {
        for (Sample sample : scrape.getValue()) {
          writer.write(line(sample, scrape.getKey()));
        }
      }
      writer.write("# EOF\n");
    }
  }

  private static String line(Sample sample, long timeMillis) {
    List<String> labels = new ArrayList<>();
    sample
        .labels()
        .without(Labels.NAME)
        .toMap()
        .forEach((name, value) -> labels.add(name + "=\"" + value + '"'));
    return String.format(
        Locale.ROOT,
        "%s{%s} %s %.3f%n",
        sample.labels().metric(),
        String.join(",", labels),
        sample.value(),
        timeMillis / 1000.0);
  }

  /** What one process exposes, advanced by the time since the scrape before. */
  private interface Exposed {
    void advance(Counters counters, double second, double passed);
  }

  private void replica(String instance, int from, int until) {
    run("backend", instance, from, until, this::backend);
  }

  private void run(String job, String instance, int from, int until, Exposed exposed) {
    Counters counters = new Counters(job, instance);
    double phase = 0.1 + 0.8 * random.nextDouble();
    double before = from;
    for (int second = from; second < until; second++) {
      boolean missing = second > from + 30 && random.nextInt(20) == 0;
      double at = second + Math.clamp(phase + 0.15 * random.nextGaussian(), 0.01, 0.99);
      if (!missing) {
        exposed.advance(counters, at, second == from ? 0 : at - before);
        counters.set("up", 1);
        samples
            .computeIfAbsent(START.toEpochMilli() + Math.round(at * 1000), _ -> new ArrayList<>())
            .addAll(counters.samples());
        before = at;
      }
    }
  }

  private void backend(Counters counters, double second, double passed) {
    counters.count(
        "http_requests_total",
        400 * passed,
        "method",
        "GET",
        "route",
        "/api/messages",
        "status",
        "200");
    counters.count(
        "http_requests_total",
        120 * passed,
        "method",
        "POST",
        "route",
        "/api/messages",
        "status",
        "201");
    if (second > 305 && second < 330) {
      counters.count(
          "http_requests_total",
          30 * passed,
          "method",
          "POST",
          "route",
          "/api/messages",
          "status",
          "503");
    }
    counters.add("process_cpu_seconds_total", (0.3 + 0.1 * random.nextDouble()) * passed);
    counters.set("process_resident_memory_bytes", 140e6 + Math.rint(5e6 * random.nextDouble()));
    counters.set(
        "container_memory_working_set_bytes", 150e6 + Math.rint(5e6 * random.nextDouble()));
    counters.set("chat_connections", 300 + random.nextInt(20));
    counters.count("chat_messages_accepted_total", 50 * passed);
    counters.count("chat_messages_delivered_total", 2500 * passed);
    counters.count("chat_store_append_duration_seconds_count", 50 * passed);
    counters.set("container_cpu_limit_cores", second < 360 ? 0.5 : 0.75);
    counters.set("container_memory_limit_bytes", 256 << 20);
    counters.count("container_cpu_cfs_periods_total", 10 * passed);
    counters.count("container_cpu_cfs_throttled_periods_total", 2 * passed);
  }

  private void gateway(Counters counters, double second, double passed) {
    counters.count("gateway_retries_total", second > 299 && second < 303 ? 40 * passed : 0);
  }

  private void simulator(Counters counters, double second, double passed) {
    counters.set("sim_users", Math.min(1000, Math.floor(second * 20)));
    counters.set("probe_ssl_earliest_cert_expiry", START.getEpochSecond() + 7_776_000.0);
    counters.count("sim_requests_total", 500 * passed, "outcome", "ok");
    if (second > 300 && second < 310) {
      counters.count("sim_requests_total", 15 * passed, "outcome", "failed");
    }
    counters.count("sim_messages_sent_total", 50 * passed);
    double slowness = second > 300 && second < 310 ? 0.08 : 0.008;
    // Nothing is measured for a while: the quantile of nothing is NaN.
    double requests = second > 600 && second < 640 ? 0 : 500 * passed;
    double cumulative = 0;
    for (double bound : BOUNDS) {
      double share = 1 - Math.exp(-bound / slowness);
      double below = Math.rint(requests * share);
      cumulative = Math.max(cumulative, below);
      counters.add("sim_request_duration_seconds_bucket", cumulative, "le", bound(bound));
    }
  }

  private static String bound(double bound) {
    return Double.isInfinite(bound) ? "+Inf" : Double.toString(bound);
  }

  /** What one process has counted since it started. */
  private final class Counters {
    private final String job;
    private final String instance;
    private final Map<Labels, Double> values = new LinkedHashMap<>();

    Counters(String job, String instance) {
      this.job = job;
      this.instance = instance;
    }

    void set(String metric, double value, String... labels) {
      values.put(series(metric, labels), value);
    }

    /** The first time at 0. */
    void add(String metric, double more, String... labels) {
      values.merge(series(metric, labels), 0.0, (known, _) -> known + more);
    }

    /** As above, by a whole number about as large. */
    void count(String metric, double about, String... labels) {
      add(metric, Math.rint(about * (0.9 + 0.2 * random.nextDouble())), labels);
    }

    List<Sample> samples() {
      return values.entrySet().stream()
          .map(value -> new Sample(value.getKey(), value.getValue()))
          .toList();
    }

    private Labels series(String metric, String... labels) {
      Map<String, String> all = new TreeMap<>(Labels.of(metric, labels).toMap());
      all.put("job", job);
      all.put("instance", instance);
      return Labels.of(all);
    }
  }
}
