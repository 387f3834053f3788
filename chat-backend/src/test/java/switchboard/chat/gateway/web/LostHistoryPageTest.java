package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The page of a room whose store lost messages. */
class LostHistoryPageTest extends ChatPageTest {
  private static final String STARTED_OVER = "The room has started over.";
  private static final String LOST_SOME = "The room lost some messages; it goes on from here.";
  private static final String LOST_TEXTS = "#messages .lost .text";

  @Test
  void emptiedStoreIsSaidAndWhatWasWrittenMeanwhileIsSent() {
    var page = joinRoomOfThree();
    room.goAway();
    room.cut(0);
    say(page, "written while away");

    room.comeBack();

    awaitNotices(page, STARTED_OVER);
    awaitTexts(page, "written while away");
    page.awaitTrue(CONNECTED);
    awaitOutbox(page);
    assertThat(room.storedTexts()).containsExactly("written while away");
    assertThat(room.cursors()).containsExactly("e1:3", "e1:3");

    // The cursor is of the new epoch from then on.
    room.goAway();
    room.comeBack();
    Awaitility.await().until(() -> room.cursors().size() == 3);
    assertThat(room.cursors().getLast()).isEqualTo("e2:1");
    say(page, "and on");
    awaitTexts(page, "written while away", "and on");
    awaitNotices(page, STARTED_OVER);
  }

  @Test
  void storeThatIsEmptiedUnderAnOpenSocketIsSaidAndTheRoomGoesOn() {
    var page = joinRoomOfThree();

    room.cut(0);

    awaitNotices(page, STARTED_OVER);
    awaitTextsOf(page, LOST_TEXTS, "one", "two", "three");
    room.say("bob", "first of the new ones");
    say(page, "second");
    awaitTexts(page, "first of the new ones", "second");
    awaitOutbox(page);
    assertThat(room.cursors()).containsExactly("e1:3");
  }

  @Test
  void shorterHistoryGoesOnFromWhatSurvivedWithTheSameSeqsForOtherMessages() {
    var page = joinRoomOfThree();

    room.cut(1);

    awaitNotices(page, LOST_SOME);
    room.say("bob", "another two");
    say(page, "another three");
    awaitTexts(page, "one", "another two", "another three");
    awaitTextsOf(page, LOST_TEXTS, "two", "three");
    awaitTextsOf(
        page,
        "#messages > li > .text, #messages > .notice",
        "one",
        "two",
        "three",
        LOST_SOME,
        "another two",
        "another three");
    awaitOutbox(page);
  }

  @Test
  void historyThatWasCutWhileAwayIsFollowedByWhatCameAfterIt() {
    var page = joinRoomOfThree();
    room.goAway();
    room.cut(2);
    room.say("bob", "another three");
    room.say("bob", "four");

    room.comeBack();

    awaitTexts(page, "one", "two", "another three", "four");
    awaitNotices(page, LOST_SOME);
    awaitTextsOf(page, LOST_TEXTS, "three");
  }

  @Test
  void endBeforeWhatWasSeenIsTakenAsLostHistoryInTheSameEpoch() {
    var page = joinRoomOfThree();
    room.goAway();
    room.cutUnnoticed(2);

    room.comeBack();

    awaitNotices(page, LOST_SOME);
    say(page, "another three");
    awaitTexts(page, "one", "two", "another three");
    awaitOutbox(page);
    assertThat(room.storedTexts()).containsExactly("one", "two", "another three");
  }

  @Test
  void survivorsThatHadNotComeYetAreFetched() {
    var page = joinRoomOfThree();
    room.goAway();
    room.say("bob", "four");
    room.say("bob", "five");
    room.say("bob", "six");
    room.cut(5);

    room.comeBack();

    awaitTexts(page, "one", "two", "three", "four", "five");
    page.awaitTrue(CONNECTED);
    awaitNotices(page);
    say(page, "another six");
    awaitTexts(page, "one", "two", "three", "four", "five", "another six");
  }

  @Test
  void acknowledgedMessageThatWasLostBeforeItCameIsSentAgain() {
    var page = joinRoomOfThree();
    room.holdReplays();
    room.loseCopies(1);
    say(page, "acknowledged");
    Awaitility.await().until(() -> room.storedTexts().size() == 4);
    room.cut(3);

    room.releaseReplays();

    awaitTexts(page, "one", "two", "three", "acknowledged");
    awaitOutbox(page);
    assertThat(room.storedTexts()).containsExactly("one", "two", "three", "acknowledged");
  }

  @Test
  void messageThatWasStoredAfterACutIsNotSentAgainBeforeTheReplay() {
    var page = joinRoomOfThree();
    room.rememberNoIds();
    room.cutUntold(0);
    room.loseAcknowledgements(1);

    say(page, "stands once");

    awaitNotices(page, STARTED_OVER);
    say(page, "another");
    awaitTexts(page, "stands once", "another");
    awaitOutbox(page);
    assertThat(room.storedTexts()).containsExactly("stands once", "another");
  }

  @Test
  void cutIsSaidToAReaderFarFromTheEndOnceTheEndIsOnScreen() {
    for (int i = 1; i <= 600; i++) {
      room.say("bob", "message " + i);
    }
    var page = join();
    var first = "Number(document.querySelector('#messages .message').dataset.seq)";
    page.awaitTrue(first + " === 551");
    for (int seq = 551; seq > 1; seq = ((Number) page.evaluate(first)).intValue()) {
      page.evaluate("document.getElementById('log').scrollTop = 0");
      page.awaitTrue(first + " < " + seq);
    }

    room.cut(590);

    page.awaitTrue("!document.getElementById('newer').hidden");
    assertThat(page.evaluate(first)).isEqualTo(1);
    room.say("bob", "another 591");
    page.evaluate("document.getElementById('newer').click()");
    page.awaitTrue(
        "[...document.querySelectorAll('#messages .text')].at(-1).textContent === 'another 591'");
    awaitNotices(page, LOST_SOME);
  }

  @Test
  void messagesThatAreNoLongerKeptAreSaidQuietly() {
    var page = joinRoomOfThree();

    room.tellTrimmed(4, 23);

    awaitNotices(page, "20 messages are no longer kept.");
    say(page, "on we go");
    awaitTexts(page, "one", "two", "three", "on we go");
    awaitOutbox(page);
  }

  private Browser.Page joinRoomOfThree() {
    room.say("bob", "one");
    room.say("bob", "two");
    room.say("bob", "three");
    var page = join();
    awaitTexts(page, "one", "two", "three");
    return page;
  }
}
