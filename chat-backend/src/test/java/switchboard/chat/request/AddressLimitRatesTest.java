package switchboard.chat.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.Refusal;

/** The rates at which the limits of one address are regained, on a manual clock. */
final class AddressLimitRatesTest {
  private static final String ADDRESS = "203.0.113.1";
  private static final Caller CALLER = new Caller("ada", ADDRESS, false);
  private static final Caller EXEMPT = new Caller("load", ADDRESS, true);
  private static final int MEBIBYTE = 1024 * 1024;

  private final AtomicLong clock = new AtomicLong();
  private final AddressLimits limits =
      new AddressLimits(new AddressLimits.Settings(15, 60, 1), clock::get);

  @Test
  void fifteenthOfTheSessionsComesBackEachSecond() {
    for (int session = 0; session < 15; session++) {
      limits.newSession(ADDRESS);
    }
    pass(Duration.ofMillis(999));
    assertRefused(() -> limits.newSession(ADDRESS));

    pass(Duration.ofMillis(1));

    limits.newSession(ADDRESS);
    assertRefused(() -> limits.newSession(ADDRESS));
  }

  @Test
  void allRoomsComeBackWithinAnHour() {
    for (int room = 0; room < 60; room++) {
      limits.newRoom(CALLER);
    }
    pass(Duration.ofSeconds(59));
    assertRefused(() -> limits.newRoom(CALLER));

    pass(Duration.ofSeconds(1));

    limits.newRoom(CALLER);
    assertRefused(() -> limits.newRoom(CALLER));
  }

  @Test
  void eightSecondsWorthOfHistoryIsReadAtOnceAndTheRestAtItsRate() {
    limits.hasRead(CALLER, 8 * MEBIBYTE - 1);
    assertThat(limits.mayRead(CALLER)).isTrue();

    limits.hasRead(CALLER, MEBIBYTE + 1);

    pass(Duration.ofSeconds(1));
    assertThat(limits.mayRead(CALLER)).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(limits.mayRead(CALLER)).isTrue();
  }

  @Test
  void whatIsReadForLoadIsNotCountedAndReadWhateverOthersOfTheAddressHaveRead() {
    limits.hasRead(EXEMPT, 100 * MEBIBYTE);
    assertThat(limits.mayRead(CALLER)).isTrue();

    limits.hasRead(CALLER, 100 * MEBIBYTE);

    assertThat(limits.mayRead(EXEMPT)).isTrue();
    assertRefused(() -> limits.read(CALLER));
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static void assertRefused(Runnable action) {
    assertThatThrownBy(action::run).isInstanceOf(Refusal.class);
  }
}
