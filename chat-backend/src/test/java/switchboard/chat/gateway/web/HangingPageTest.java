package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The chat page before a server that hangs at first and then does not. */
class HangingPageTest extends ChatPageTest {
  @Test
  void socketOnWhichNobodyAnswersIsLeftAndTheMessageSentAgainOverTheNext() {
    room.goDeaf(1);
    var page = join();

    say(page, "hello");

    awaitTexts(page, "hello");
    awaitOutbox(page);
    assertThat(room.sentIds()).hasSize(2).containsOnly(room.sentIds().getFirst());
    assertThat(room.cursors()).hasSize(2);
  }

  @Test
  void replayThatStallsIsBegunAgainOverAnotherSocket() {
    var page = join();
    room.goAway();
    room.say("bob", "while away");
    room.holdReplays();
    room.comeBack();
    await().atMost(Duration.ofSeconds(30)).until(() -> room.cursors().size() == 3);

    room.releaseReplays();

    awaitTexts(page, "while away");
    assertThat(room.cursors().getLast()).isEqualTo("e1:0");
  }

  @Test
  void handshakeThatIsNotAnsweredIsMadeAgain() {
    room.ignoreHandshakes(1);

    join();

    assertThat(room.cursors()).hasSize(2);
  }
}
