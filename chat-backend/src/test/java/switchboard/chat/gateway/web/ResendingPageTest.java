package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** The messages that the page sends again after its connection was cut. */
class ResendingPageTest extends ChatPageTest {
  /** As after a laptop was closed for longer than the room knows the ids of messages. */
  private static final String ELEVEN_MINUTES_LATER =
      "{ const now = Date.now; Date.now = () => now.call(Date) + 11 * 60_000; }";

  @Test
  void storedMessageIsNotSentAgainAfterTheRetryWindowBecauseTheReplayHasIt() {
    room.rememberNoIds();
    room.say("bob", "hello");
    var page = join();
    room.loseAcknowledgements(1);
    room.holdReplays();
    say(page, "stands once");
    await().until(() -> room.cursors().size() == 2);
    page.awaitTrue(CONNECTED);
    // What is sent keeps its order: if the first were sent again, it would be before this one.
    say(page, "another");

    room.releaseReplays();

    awaitTexts(page, "hello", "stands once", "another");
    awaitOutbox(page);
    assertThat(room.sentTexts()).containsExactly("stands once", "another");
    assertThat(room.storedTexts()).containsExactly("hello", "stands once", "another");
  }

  @Test
  void messageThatTheReplayDoesNotHaveIsSentAgain() {
    var page = join();
    room.goAway();
    say(page, "written while away");

    room.comeBack();

    awaitTexts(page, "written while away");
    awaitOutbox(page);
    assertThat(room.storedTexts()).containsExactly("written while away");
  }

  @Test
  void outboxIsSentWhenNothingOfTheReplayIsKept() {
    var page = join();
    room.goAway();
    room.say("bob", "out of sight");
    room.trim(2);
    say(page, "written while away");

    room.comeBack();

    awaitTexts(page, "written while away");
    awaitNotices(page, "1 message is no longer kept.");
    awaitOutbox(page);
  }

  @Test
  void messageThatMayBeAmongTrimmedOnesIsSentAgainWhileTheRoomKnowsItsId() {
    var page = joinAndLoseAMessageFromSight();

    room.releaseReplays();

    awaitTexts(page, "hello", "next");
    awaitNotices(page, "1 message is no longer kept.");
    awaitOutbox(page);
    assertThat(room.sentTexts()).containsExactly("out of sight", "out of sight");
    assertThat(room.storedTexts()).containsExactly("next");
  }

  @Test
  void messageThatMayBeAmongTrimmedOnesIsNotSentAgainUnaskedAfterTheRetryWindow() {
    var page = joinAndLoseAMessageFromSight();
    room.rememberNoIds();
    page.evaluate(ELEVEN_MINUTES_LATER);

    room.releaseReplays();

    awaitTextsOf(page, "#outbox .delivery", "It is not known whether this was sent.Send again");
    say(page, "another");
    awaitTexts(page, "hello", "next", "another");
    assertThat(room.sentTexts()).containsExactly("out of sight", "another");

    page.evaluate("document.querySelector('#outbox button').click()");

    awaitTexts(page, "hello", "next", "another", "out of sight");
    awaitOutbox(page);
  }

  /** The message of which the acknowledgement was lost is trimmed before its replay. */
  private Browser.Page joinAndLoseAMessageFromSight() {
    room.say("bob", "hello");
    var page = join();
    room.loseAcknowledgements(1);
    room.holdReplays();
    say(page, "out of sight");
    await().until(() -> room.cursors().size() == 2);
    page.awaitTrue(CONNECTED);
    room.say("bob", "next");
    room.trim(3);
    return page;
  }

  @Test
  void messageThatWasRefusedForLongerThanTheRetryWindowIsSentAgainAfterAnotherReplayOnly() {
    var page = join();
    room.refuseNext("store-unavailable", "The store is away.");
    say(page, "patient");
    await().until(() -> room.sentTexts().size() == 1);

    page.evaluate(ELEVEN_MINUTES_LATER);

    awaitTexts(page, "patient");
    awaitOutbox(page);
    assertThat(room.cursors()).hasSize(2);
    assertThat(room.storedTexts()).containsExactly("patient");
  }

  @Test
  void messageWhoseIdIsTakenByAnotherTextIsMarkedAsNotSent() {
    var page = join();
    room.refuseNext("id-reused", "The id is known with another text.");

    say(page, "mine");

    awaitTextsOf(page, "#outbox .failed .delivery", "Not sent: The id is known with another text.");
    say(page, "next");
    awaitTexts(page, "next");
    awaitOutbox(page, "mine");
    assertThat(room.sentTexts()).containsExactly("mine", "next");
  }

  @Test
  void expiredTokenIsReplacedAndTheRoomGoesOn() {
    var page = join();

    room.expireTokens();

    say(page, "still here");
    awaitTexts(page, "still here");
    page.awaitTrue(CONNECTED);
    assertThat(room.sessions()).isEqualTo(2);
    assertThat(room.cursors()).hasSize(2);
  }

  @Test
  void tokenThatIsRefusedForAMessageIsReplacedAndTheMessageSentAgain() {
    var page = join();
    room.refuseTokens();

    say(page, "still here");

    awaitTexts(page, "still here");
    awaitOutbox(page);
    assertThat(room.sessions()).isEqualTo(2);
    assertThat(room.sentTexts()).containsExactly("still here", "still here");
  }
}
