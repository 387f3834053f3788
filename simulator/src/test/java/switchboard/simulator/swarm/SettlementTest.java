package switchboard.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import switchboard.simulator.books.Content;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.books.Member;
import switchboard.simulator.measure.Stats;

class SettlementTest {
  private static final Content MESSAGE = Content.of("1", "ada", "hi");

  private final DeliveryChecker books = new DeliveryChecker(0);
  private final Stats stats =
      new Stats(Instant.EPOCH, new Stats.Published(n -> {}, n -> {}, n -> {}, n -> {}));
  private final Settlement settlement = new Settlement(books, stats, () -> 1);
  private final Member member = books.join("room", 1, "", 0);

  SettlementTest() {
    books.connected(member, 0);
    stats.userConnected();
  }

  private boolean settledAfter(double seconds) {
    long now = (long) (seconds * Duration.ofSeconds(1).toNanos());
    settlement.look(now);
    return settlement.isDone();
  }

  @Test
  void settlesOnceNothingIsMissingForASecond() {
    settlement.begin(0);

    assertThat(settledAfter(0.9)).isFalse();
    assertThat(settledAfter(1)).isTrue();
    assertThat(books.lost()).isZero();
  }

  @Test
  void requestInFlightIsWaitedFor() {
    stats.requestBegan();
    settlement.begin(0);
    assertThat(settledAfter(2)).isFalse();

    stats.requestSucceeded(1);

    assertThat(settledAfter(2.5)).isFalse();
    assertThat(settledAfter(3)).isTrue();
  }

  @Test
  void messageThatDoesNotComeIsGivenUpInTheEnd() {
    books.acknowledged(member, "", 1, MESSAGE);
    settlement.begin(0);

    assertThat(settledAfter(9.9)).isFalse();
    assertThat(settledAfter(10)).isTrue();
    assertThat(books.lost()).isEqualTo(1);
  }

  @Test
  void messageThatComesLateIsNotLost() {
    books.acknowledged(member, "", 1, MESSAGE);
    settlement.begin(0);
    assertThat(settledAfter(5)).isFalse();

    books.delivered(member, 1, MESSAGE);

    assertThat(settledAfter(6)).isTrue();
    assertThat(books.lost()).isZero();
  }

  @Test
  void userWhoIsAwayIsWaitedForToo() {
    stats.userDisconnected();
    settlement.begin(0);

    assertThat(settledAfter(9)).isFalse();
    assertThat(settledAfter(10)).isTrue();
  }

  @Test
  void newLoadUnsettles() {
    settlement.begin(0);
    assertThat(settledAfter(1)).isTrue();

    settlement.cancel();

    assertThat(settledAfter(20)).isFalse();
  }

  @Test
  void afterALaterLoadNothingMayBeMissingForASecondEither() {
    settlement.begin(0);
    settlement.cancel();

    settlement.begin(Duration.ofSeconds(20).toNanos());

    assertThat(settledAfter(20.9)).isFalse();
    assertThat(settledAfter(21)).isTrue();
  }

  @Test
  void whoeverAsksForItAgainDoesNotPutTheEndOff() {
    books.acknowledged(member, "", 1, MESSAGE);
    settlement.begin(0);

    settlement.begin(Duration.ofSeconds(5).toNanos());

    assertThat(settledAfter(10)).isTrue();
  }
}
