package switchboard.console.metrics.scrape;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Sample;

/**
 * The scrapes of one target, one at a time, and what of it is alive. Samples bear the time at which
 * the scrape began.
 *
 * <p>Source of what is written when: Prometheus, {@code scrape/scrape.go}, {@code scrapeAndReport},
 * and the documentation's section "Staleness".
 */
final class Scrape {
  /** A backend's metrics are some tens of KiB; what is larger is something else. */
  private static final long MAXIMUM_BYTES = 4L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Scrape.class);

  private final Target target;
  private final Request request;
  private final OkHttpClient client;
  private final History history;
  private final Exposition exposition;
  private final InstantSource clock;
  private final Labels up;
  private final Labels duration;
  private Set<Labels> alive = new HashSet<>();
  private long latestMillis = Long.MIN_VALUE;
  private boolean failing;

  Scrape(
      Target target,
      OkHttpClient client,
      History history,
      Predicate<String> keep,
      InstantSource clock) {
    this.target = target;
    this.request =
        new Request.Builder()
            .url(target.metricsUrl().toString())
            .header("Accept", "text/plain;version=0.0.4;q=1,*/*;q=0.1")
            .build();
    this.client = client;
    this.history = history;
    this.exposition = new Exposition(target.labels(), keep);
    this.clock = clock;
    this.up = own("up");
    this.duration = own("scrape_duration_seconds");
  }

  Target target() {
    return target;
  }

  /**
   * One scrape; a failure is a sample of {@code up} too, and logged when it is the first in a row.
   */
  void once() {
    long startMillis = nextMillis();
    long startNanos = System.nanoTime();
    List<Sample> samples = List.of();
    boolean succeeded = false;
    try {
      samples = exposition.parse(text());
      succeeded = true;
      failing = false;
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      if (!failing) {
        LOG.info(
            "No metrics from {} at {}: {}", target.instance(), target.metricsUrl(), e.toString());
      }
      failing = true;
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    write(startMillis, samples, succeeded, seconds);
  }

  /** Marks everything as ended, {@code up} included: the target is no longer a target. */
  void end() {
    List<Sample> ended = new ArrayList<>();
    alive.forEach(series -> ended.add(new Sample(series, Stale.MARK)));
    if (latestMillis != Long.MIN_VALUE) {
      ended.add(new Sample(up, Stale.MARK));
      ended.add(new Sample(duration, Stale.MARK));
    }
    alive = new HashSet<>();
    history.append(nextMillis(), ended);
  }

  private void write(long timeMillis, List<Sample> samples, boolean succeeded, double seconds) {
    List<Sample> batch = new ArrayList<>();
    Set<Labels> seen = new HashSet<>();
    for (Sample sample : samples) {
      if (seen.add(sample.labels())) {
        batch.add(sample);
      }
    }
    for (Labels series : alive) {
      if (!seen.contains(series)) {
        batch.add(new Sample(series, Stale.MARK));
      }
    }
    alive = seen;
    batch.add(new Sample(up, succeeded ? 1 : 0));
    batch.add(new Sample(duration, seconds));
    history.append(timeMillis, batch);
  }

  private String text() throws IOException {
    try (Response response = client.newCall(request).execute()) {
      if (response.code() != 200) {
        throw new IOException("HTTP status " + response.code() + " instead of 200");
      }
      BufferedSource source = response.body().source();
      Buffer content = new Buffer();
      while (source.read(content, 64 << 10) != -1) {
        if (content.size() > MAXIMUM_BYTES) {
          throw new IOException("More than " + MAXIMUM_BYTES + " bytes of metrics");
        }
      }
      return content.readUtf8();
    }
  }

  /**
   * The clock, but always after the time before: a clock set back must not lose samples for long.
   */
  private long nextMillis() {
    latestMillis = Math.max(clock.millis(), latestMillis + 1);
    return latestMillis;
  }

  private Labels own(String metric) {
    return Labels.of(metric, "job", target.job(), "instance", target.instance());
  }
}
