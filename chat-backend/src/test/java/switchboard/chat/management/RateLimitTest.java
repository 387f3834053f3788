package switchboard.chat.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  private final AtomicLong clock = new AtomicLong();
  private final RateLimit rate = new RateLimit(2, clock::get);

  @Test
  void secondsWorthIsAdmittedAtOnceAndTheRestAtItsRate() {
    assertThat(rate.admits("ada")).isTrue();
    assertThat(rate.admits("ada")).isTrue();
    assertThat(rate.admits("ada")).isFalse();

    pass(Duration.ofMillis(500));
    assertThat(rate.admits("ada")).isTrue();
    assertThat(rate.admits("ada")).isFalse();
  }

  @Test
  void nobodyGetsMoreThanTheBurstHoweverMuchWouldHaveComeBack() {
    var quick = new RateLimit(10.0, 2, clock::get);
    assertThat(quick.admits("ada")).isTrue();

    pass(Duration.ofMillis(900));

    assertThat(quick.admits("ada")).isTrue();
    assertThat(quick.admits("ada")).isTrue();
    assertThat(quick.admits("ada")).isFalse();
  }

  @Test
  void whoHasUsedUpExactlyWhatItMayHasNothingLeft() {
    rate.charge("ada", 2);

    assertThat(rate.hasLeft("ada")).isFalse();
    assertThat(rate.hasLeft("bob")).isTrue();
  }

  @Test
  void oneUserDoesNotHoldUpAnother() {
    rate.admits("ada");
    rate.admits("ada");

    assertThat(rate.admits("bob")).isTrue();
  }

  @Test
  void quietUsersAreForgotten() {
    for (int user = 0; user < 100; user++) {
      rate.admits("user" + user);
    }
    pass(Duration.ofSeconds(2));
    rate.admits("ada");

    assertThat(rate.remembered()).isEqualTo(1);
  }

  @Test
  void burstIsAdmittedAtOnceAndComesBackAtItsRate() {
    var bursts = new RateLimit(0.5, 10, clock::get);
    for (int i = 0; i < 10; i++) {
      assertThat(bursts.admits("ada")).isTrue();
    }
    assertThat(bursts.admits("ada")).isFalse();
    assertThat(bursts.waitSeconds("ada")).isEqualTo(2);

    pass(Duration.ofMillis(1_900));
    assertThat(bursts.admits("ada")).isFalse();
    pass(Duration.ofMillis(100));
    assertThat(bursts.admits("ada")).isTrue();
    assertThat(bursts.admits("ada")).isFalse();
  }

  @Test
  void whoIsNotBackAtItsBurstIsRemembered() {
    var bursts = new RateLimit(0.5, 10, clock::get);
    bursts.charge("ada", 10);
    pass(Duration.ofSeconds(19));
    bursts.admits("bob");
    assertThat(bursts.remembered()).isEqualTo(2);

    pass(Duration.ofSeconds(2));
    bursts.admits("bob");
    assertThat(bursts.remembered()).isEqualTo(1);
  }

  @Test
  void whatSomethingHasCostIsMadeUpFor() {
    var bytes = new RateLimit(100, 200, clock::get);
    assertThat(bytes.hasLeft("ada")).isTrue();
    bytes.charge("ada", 500);
    assertThat(bytes.hasLeft("ada")).isFalse();
    assertThat(bytes.waitSeconds("ada")).isEqualTo(4);

    pass(Duration.ofMillis(3_010));
    assertThat(bytes.hasLeft("ada")).isTrue();
  }

  @Test
  void ofVeryManySendersTheOneThatWasQuietForLongestIsForgotten() {
    var bursts = new RateLimit(0.001, 10, clock::get);
    bursts.charge("busy", 10);
    bursts.charge("quiet", 10);
    for (int sender = 0; sender < RateLimit.MAX_SENDERS - 1; sender++) {
      bursts.admits("busy");
      bursts.admits("sender" + sender);
    }

    assertThat(bursts.remembered()).isEqualTo(RateLimit.MAX_SENDERS);
    assertThat(bursts.admits("busy")).isFalse();
    assertThat(bursts.admits("quiet")).isTrue();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
