package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeLimiterTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void noMoreThanTheBoundAreInsideAndTheRestFollowInOrder() {
    var admission = new HandshakeLimiter(2);
    for (var name : List.of("a", "b", "c", "d")) {
      admission.queue(guest(name));
    }
    assertThat(heard).containsExactly("a in", "b in");

    admission.leave();
    assertThat(heard).containsExactly("a in", "b in", "c in");

    admission.leave();
    admission.leave();
    admission.leave();
    admission.queue(guest("e"));
    assertThat(heard).endsWith("d in", "e in");
  }

  @Test
  void whoseTurnDoesNotComeInTimeIsTurnedAwayAndNotLetInLater() {
    var admission = new HandshakeLimiter(1);
    admission.queue(guest("a"));
    admission.queue(guest("b"));

    admission.tick(Duration.ofMinutes(1));
    assertThat(heard).containsExactly("a in");
    admission.tick(Duration.ZERO);
    admission.leave();
    admission.queue(guest("c"));

    assertThat(heard).containsExactly("a in", "b away", "c in");
  }

  private HandshakeLimiter.Waiter guest(String name) {
    return new HandshakeLimiter.Waiter() {
      @Override
      public void enter() {
        heard.add(name + " in");
      }

      @Override
      public void rejected() {
        heard.add(name + " away");
      }
    };
  }
}
