package switchboard.console.session.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private final Timeline timeline = new Timeline();

  private void start(int second, String name) {
    timeline.add(new TimelineEvent.ReplicaStarted(AT.plusSeconds(second), name));
  }

  @Test
  void actionThatTookLongStandsWhereItBegan() {
    start(1, "one");
    start(5, "five");
    start(5, "five again");
    start(2, "two");

    assertThat(timeline.events())
        .extracting(TimelineEvent::text)
        .containsExactly("started one", "started two", "started five", "started five again");
  }

  @Test
  void oldestEventsGiveWay() {
    for (var second = 0; second <= Timeline.MAX_EVENTS; second++) {
      start(second, "backend-" + second);
    }

    assertThat(timeline.events()).hasSize(Timeline.MAX_EVENTS);
    assertThat(timeline.events().getFirst().text()).isEqualTo("started backend-1");
  }
}
