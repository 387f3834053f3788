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

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
