package switchboard.simulator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Failure FAILURE =
      new Failure(0, "ada", "/api/rooms", "GET", "backend-1", 503, "HTTP 503", 7_000_000, 1);

  private final List<String> published = new ArrayList<>();
  private final Stats stats =
      new Stats(
          START,
          new Stats.Published(
              nanos -> published.add("request " + nanos),
              nanos -> published.add("delivery " + nanos),
              nanos -> published.add("lateness " + nanos),
              nanos -> published.add("reconnect " + nanos)));

  @Test
  void requestIsInFlightUntilItHasAnOutcome() {
    for (int i = 0; i < 4; i++) {
      stats.requestBegan();
    }
    assertThat(stats.inFlight()).isEqualTo(4);

    stats.requestSucceeded(2_000_000);
    stats.requestFailed(FAILURE);
    stats.requestWithdrawn();

    assertThat(stats.inFlight()).isEqualTo(1);
    assertThat(stats.succeeded()).isEqualTo(1);
    assertThat(stats.failed()).isEqualTo(1);
  }

  @Test
  void everyIssuedRequestHasSucceededHasFailedOrIsInFlight() {
    for (int i = 0; i < 4; i++) {
      stats.requestBegan();
    }
    stats.requestSucceeded(2_000_000);
    stats.requestFailed(FAILURE);
    stats.requestWithdrawn();
    stats.requestNotBegun(FAILURE);

    assertThat(stats.issued()).isEqualTo(4);
    assertThat(stats.succeeded() + stats.failed() + stats.inFlight()).isEqualTo(4);
    assertThat(stats.dropped()).isEqualTo(1);
  }

  @Test
  void failedRequestTookItsTimeToo() {
    stats.requestFailed(FAILURE);

    assertThat(stats.requestLatency().sinceStart().count()).isEqualTo(1);
    assertThat(published).containsExactly("request 7000000");
  }

  @Test
  void requestThatDidNotBeginFailedAndHasNoTime() {
    stats.requestNotBegun(FAILURE);

    assertThat(stats.failed()).isEqualTo(1);
    assertThat(stats.failures().last()).isEqualTo("GET /api/rooms: HTTP 503");
    assertThat(stats.inFlight()).isZero();
    assertThat(stats.requestLatency().sinceStart().count()).isZero();
  }

  @Test
  void everyTimeIsRecordedAndPublishedUnderItsName() {
    stats.requestSucceeded(1_000_000);
    stats.delivered(2_000_000);
    stats.late(3_000_000);
    stats.reconnected(4_000_000);

    assertThat(published)
        .containsExactly(
            "request 1000000", "delivery 2000000", "lateness 3000000", "reconnect 4000000");
    assertThat(stats.requestLatency().sinceStart().count()).isEqualTo(1);
    assertThat(stats.deliveryLatency().sinceStart().count()).isEqualTo(1);
    assertThat(stats.lateness().sinceStart().count()).isEqualTo(1);
    assertThat(stats.reconnectTime().sinceStart().count()).isEqualTo(1);
  }

  @Test
  void markLeavesOutTheTimesBeforeIt() {
    stats.requestSucceeded(1_000_000);
    stats.delivered(1_000_000);
    stats.late(1_000_000);

    stats.mark();

    assertThat(stats.requestLatency().sinceMark().count()).isZero();
    assertThat(stats.deliveryLatency().sinceMark().count()).isZero();
    assertThat(stats.lateness().sinceMark().count()).isZero();
    assertThat(stats.succeeded()).isEqualTo(1);
  }

  @Test
  void timesOfTheLastTenSecondsAreForgotten() {
    stats.requestSucceeded(1_000_000);
    stats.delivered(1_000_000);
    stats.late(1_000_000);
    stats.reconnected(1_000_000);

    for (int second = 0; second < 10; second++) {
      stats.rotate();
    }

    assertThat(stats.requestLatency().last10s().count()).isZero();
    assertThat(stats.deliveryLatency().last10s().count()).isZero();
    assertThat(stats.lateness().last10s().count()).isZero();
    assertThat(stats.reconnectTime().last10s().count()).isZero();
  }

  @Test
  void mostUsersAtOnceAreRememberedWhenTheyAreGone() {
    stats.userConnected();
    stats.userConnected();
    stats.userDisconnected();
    stats.userConnected();
    stats.userDisconnected();

    assertThat(stats.connected()).isEqualTo(1);
    assertThat(stats.connectedPeak()).isEqualTo(2);
  }

  @Test
  void whatUsersDidIsCounted() {
    for (int i = 0; i < 3; i++) {
      stats.messageSent();
    }
    stats.messageAcknowledged();
    stats.messageAcknowledged();
    stats.socketBroke();
    stats.historyReset();

    assertThat(stats.sent()).isEqualTo(3);
    assertThat(stats.acknowledged()).isEqualTo(2);
    assertThat(stats.reconnects()).isEqualTo(1);
    assertThat(stats.historyResets()).isEqualTo(1);
    assertThat(stats.startedAt()).isEqualTo(START);
  }

  @Test
  void wrongPageIsToldAndNoFailedRequest() {
    assertThat(stats.lastWrongPage()).isNull();

    stats.wrongPage("2 follows 2");
    assertThat(stats.failures().last()).isEqualTo("2 follows 2");
    stats.anomaly("something odd");

    assertThat(stats.lastWrongPage()).isEqualTo("2 follows 2");
    assertThat(stats.failures().last()).isEqualTo("something odd");
    assertThat(stats.failed()).isZero();
  }
}
