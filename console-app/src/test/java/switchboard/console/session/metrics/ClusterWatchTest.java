package switchboard.console.session.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.Outcomes;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.platform.FakeMonitoring;
import switchboard.console.platform.capability.Monitoring.Origin;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;

class ClusterWatchTest {
  private final Timeline timeline = new Timeline();
  private final FakeMonitoring monitoring =
      new FakeMonitoring(Origin.NONE, URI.create("http://127.0.0.1:1"));
  private final ClusterWatch watch =
      new ClusterWatch(monitoring, new OkHttpClient(), new ManualClock(), timeline);

  @Test
  void whatTheOperatorDoesStandsOnTheTimeline() {
    Outcomes.done(watch.use(step -> {}));
    Outcomes.done(watch.leave());
    Outcomes.done(watch.remove(step -> {}));
    monitoring.fail(new Failure("Using it", "the cluster is gone", "Wait."));
    Outcomes.failure(watch.use(step -> {}));

    assertThat(timeline.events())
        .extracting(TimelineEvent::text)
        .containsExactly(
            "kube-prometheus-stack in use",
            "kube-prometheus-stack no longer in use",
            "removed kube-prometheus-stack");
  }

  @Test
  void figuresAreReadOnlyWhileTheStackIsUsed() {
    assertThat(Outcomes.done(watch.look()).values()).isEqualTo(ReadingValues.NONE);

    var seen = Outcomes.done(watch.use(step -> {}));

    assertThat(seen.values().failure()).isPresent();
  }
}
