package switchboard.console.session.metrics;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import switchboard.console.Outcome;
import switchboard.console.metrics.PrometheusClient;
import switchboard.console.metrics.panel.ClusterReadings;
import switchboard.console.metrics.panel.LiveReadings;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.platform.Step;
import switchboard.console.platform.capability.Monitoring;
import switchboard.console.platform.capability.Monitoring.Stack;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.session.timeline.TimelineEvent.StackChange;

/**
 * The second layer of metrics, of the whole cluster: what measures it, and its figures. Everything
 * blocks; any thread may call.
 */
public final class ClusterWatch {
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(3);

  private final Monitoring monitoring;
  private final OkHttpClient http;
  private final InstantSource clock;
  private final Timeline timeline;
  private final ClusterReadings readings;

  /**
   * What there is at one instant.
   *
   * @param readings which figures there are
   * @param values those figures; none while the stack is not used
   */
  public record Seen(Stack stack, ClusterReadings readings, ReadingValues values) {
    public Seen {
      Objects.requireNonNull(stack);
      Objects.requireNonNull(readings);
      Objects.requireNonNull(values);
    }
  }

  public ClusterWatch(
      Monitoring monitoring, OkHttpClient http, InstantSource clock, Timeline timeline) {
    this.monitoring = monitoring;
    this.http = http;
    this.clock = clock;
    this.timeline = timeline;
    readings = ClusterReadings.of(monitoring.namespace());
  }

  public Outcome<Seen> look() {
    return monitoring.look().map(this::seen);
  }

  /** Uses the stack that there is, or installs one; see {@link Monitoring#use}. */
  public Outcome<Seen> use(Consumer<Step> progress) {
    return did(StackChange.USED, monitoring.use(progress));
  }

  /** See {@link Monitoring#leave}. */
  public Outcome<Seen> leave() {
    return did(StackChange.LEFT, monitoring.leave());
  }

  /** See {@link Monitoring#remove}. */
  public Outcome<Seen> remove(Consumer<Step> progress) {
    return did(StackChange.REMOVED, monitoring.remove(progress));
  }

  private Outcome<Seen> did(StackChange change, Outcome<Stack> outcome) {
    if (outcome instanceof Outcome.Done<Stack>) {
      timeline.add(new TimelineEvent.StackChanged(clock.instant(), change));
    }
    return outcome.map(this::seen);
  }

  private Seen seen(Stack stack) {
    return new Seen(stack, readings, stack.prometheus().map(this::read).orElse(ReadingValues.NONE));
  }

  private ReadingValues read(URI prometheus) {
    var source = new PrometheusClient(http, prometheus, QUERY_TIMEOUT);
    return new LiveReadings(readings.all(), source).refresh(clock.instant());
  }
}
