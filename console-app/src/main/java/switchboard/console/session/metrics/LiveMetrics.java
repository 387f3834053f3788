package switchboard.console.session.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import switchboard.console.platform.Platform;
import switchboard.console.platform.SystemState;
import switchboard.console.session.ledger.MetricEvidence;
import switchboard.console.session.timeline.Timeline;

/**
 * The metrics of the running system, and the last collected values. Any thread may call; {@link
 * #refresh} blocks for as long as the metrics' source does, and is for one at a time.
 */
public final class LiveMetrics {
  private final Platform platform;
  private final OkHttpClient http;
  private final Clock clock;
  private final Supplier<Duration> scrapeInterval;
  private final Timeline timeline;

  private Optional<MetricsCollector> measuring = Optional.empty();
  private MetricsSnapshot newest = MetricsSnapshot.NOTHING;

  /**
   * @param scrapeInterval on a platform without a Prometheus; asked for at every launch
   * @param timeline receives what becomes of alerts
   */
  public LiveMetrics(
      Platform platform,
      OkHttpClient http,
      Clock clock,
      Supplier<Duration> scrapeInterval,
      Timeline timeline) {
    this.platform = platform;
    this.http = http;
    this.clock = clock;
    this.scrapeInterval = scrapeInterval;
    this.timeline = timeline;
  }

  /** The system runs. */
  public synchronized void begin(SystemState.Endpoints endpoints) {
    measuring =
        Optional.of(
            MetricsCollector.start(
                http, endpoints, platform::instanceOf, clock, scrapeInterval.get(), timeline));
  }

  /** The system keeps running, although it was about to end. */
  public synchronized void goOn(Optional<MetricsCollector> with) {
    measuring = with;
  }

  /**
   * The system is about to end.
   *
   * @return what measured it, to be closed
   */
  public synchronized Optional<MetricsCollector> end() {
    var ending = measuring;
    measuring = Optional.empty();
    newest = MetricsSnapshot.NOTHING;
    return ending;
  }

  synchronized Optional<MetricsCollector> measuring() {
    return measuring;
  }

  public boolean isMeasuring() {
    return measuring().isPresent();
  }

  /** What shows how a fault was noticed; empty while nothing is measured. */
  public Optional<MetricEvidence> evidence() {
    return measuring().map(MetricsCollector::evidence);
  }

  /** What was found last; nothing while nothing is measured. Never blocks. */
  public synchronized MetricsSnapshot newest() {
    return newest;
  }

  public void refresh(Instant now) {
    var asked = measuring();
    var found =
        asked.map(each -> each.measure(now, platform.state())).orElse(MetricsSnapshot.NOTHING);
    synchronized (this) {
      if (asked.equals(measuring)) {
        newest = found;
      }
    }
  }
}
