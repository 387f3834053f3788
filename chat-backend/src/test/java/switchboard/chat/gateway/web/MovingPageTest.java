package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** The page when its replica asks it to connect again. */
class MovingPageTest extends ChatPageTest {
  @Test
  void pageThatMovesShowsEachMessageOnceAndHasOneSocket() {
    room.say("bob", "hello");
    var page = join();
    awaitTexts(page, "hello");
    room.holdReplays();

    room.askToMove();

    await().until(() -> room.cursors().size() == 2);
    room.say("bob", "meanwhile");
    room.releaseReplays();
    say(page, "mine");
    awaitTexts(page, "hello", "meanwhile", "mine");
    awaitOutbox(page);
    await().until(() -> room.sockets() == 1);
    assertThat(room.storedTexts()).containsExactly("hello", "meanwhile", "mine");
  }

  @Test
  void pageWhoseOtherSocketIsNotAnsweredStaysOnItsFirst() {
    var page = join();
    room.ignoreHandshakes(1);

    room.askToMove();

    await().until(() -> room.cursors().size() == 2);
    say(page, "still here");
    awaitTexts(page, "still here");
    page.awaitTrue(CONNECTED);
    assertThat(room.cursors()).hasSize(2);
  }
}
