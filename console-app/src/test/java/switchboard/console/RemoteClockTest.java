package switchboard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RemoteClockTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void momentOfAnotherClockIsAsUncertainAsItsAnswerTook() {
    var anHourAhead =
        new RemoteClock(NOON, NOON.plusSeconds(3_600).plusMillis(3), NOON.plusMillis(8));

    var moment = NOON.plusSeconds(3_590);

    assertThat(anHourAhead.notBefore(moment)).isEqualTo(NOON.minusSeconds(10).minusMillis(4));
    assertThat(anHourAhead.notAfter(moment)).isEqualTo(NOON.minusSeconds(10).plusMillis(6));
  }

  @Test
  void answerBeforeItsQuestionIsRefused() {
    assertThatThrownBy(() -> new RemoteClock(NOON, NOON, NOON.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
