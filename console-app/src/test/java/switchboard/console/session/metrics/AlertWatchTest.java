package switchboard.console.session.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.metrics.alerts.Alert.State;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.session.timeline.TimelineEvent.AlertChanged;

class AlertWatchTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final Alert PENDING = alert(State.PENDING, NOW.minusMillis(1_400));
  private static final Alert FIRING = alert(State.FIRING, PENDING.activeAt());

  private static Alert alert(State state, Instant activeAt) {
    var labels = Labels.of("", Alert.NAME, "ReplicaDown", "instance", "backend-2");
    return new Alert(labels, state, activeAt, "");
  }

  private static List<String> changes(List<Alert> before, List<Alert> after) {
    return AlertWatch.changes(before, after, NOW).stream()
        .map(each -> each.at() + " " + each.text())
        .toList();
  }

  @Test
  void alertBeginsToWaitWhenPrometheusSays() {
    assertThat(changes(List.of(), List.of(PENDING)))
        .containsExactly("2026-01-01T11:59:58.600Z ReplicaDown of backend-2 pending");
  }

  @Test
  void alertFiresAndEndsWhenThatIsSeen() {
    assertThat(changes(List.of(PENDING), List.of(FIRING)))
        .containsExactly("2026-01-01T12:00:00Z ReplicaDown of backend-2 firing");
    assertThat(changes(List.of(FIRING), List.of()))
        .containsExactly("2026-01-01T12:00:00Z ReplicaDown of backend-2 resolved");
  }

  @Test
  void alertThatFiresAtOnceIsNeverPending() {
    assertThat(changes(List.of(), List.of(FIRING)))
        .containsExactly("2026-01-01T12:00:00Z ReplicaDown of backend-2 firing");
  }

  @Test
  void alertThatStaysOrNeverFiredIsNoEvent() {
    assertThat(changes(List.of(FIRING), List.of(FIRING))).isEmpty();
    assertThat(changes(List.of(PENDING), List.of(PENDING))).isEmpty();
    assertThat(changes(List.of(PENDING), List.of())).isEmpty();
  }

  @Test
  void alertThatIsActiveAgainIsAnother() {
    var again = alert(State.FIRING, NOW);

    assertThat(AlertWatch.changes(List.of(FIRING), List.of(again), NOW))
        .extracting(AlertChanged::change)
        .containsExactlyInAnyOrder(
            TimelineEvent.AlertChange.FIRING, TimelineEvent.AlertChange.RESOLVED);
  }
}
