package switchboard.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class AbortOnSignalTest {
  @Test
  void signalThatHasComeIsNoticedAtOnceAndTellsWhoeverComesLater() throws InterruptedException {
    try (var signal = new AbortOnSignal()) {
      assertThat(signal.comesWithin(Duration.ZERO)).isFalse();

      signal.tell();

      assertThat(signal.comesWithin(Duration.ofHours(1))).isTrue();
      var told = new ArrayList<String>();
      signal.aborts(() -> told.add("aborted"));
      assertThat(told).containsExactly("aborted");
    }
  }
}
