package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import switchboard.console.session.TimelineEvent.Kind;

class TimelineTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private final Timeline timeline = new Timeline();

  private void add(int second, String text) {
    timeline.add(new TimelineEvent(AT.plusSeconds(second), Kind.ACTION, text));
  }

  @Test
  void actionThatTookLongStandsWhereItBegan() {
    add(1, "launched");
    add(5, "backend-1 ready again");
    add(5, "backend-2 ready again");
    add(2, "limits");

    assertThat(timeline.events())
        .extracting(TimelineEvent::text)
        .containsExactly("launched", "limits", "backend-1 ready again", "backend-2 ready again");
  }

  @Test
  void oldestEventsGiveWay() {
    for (var second = 0; second <= Timeline.MAX_EVENTS; second++) {
      add(second, "event " + second);
    }

    assertThat(timeline.events()).hasSize(Timeline.MAX_EVENTS);
    assertThat(timeline.events().getFirst().text()).isEqualTo("event 1");
  }
}
