package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page in a room of more messages than it keeps in its window. */
class LongRoomPageTest extends ChatPageTest {
  private static final int MAX_SHOWN = 500;
  private static final String SEQS =
      "[...document.querySelectorAll('#messages .message')].map(each => Number(each.dataset.seq))";
  private static final String LOG = "document.getElementById('log')";
  private static final String AT_END =
      "%1$s.scrollHeight - %1$s.scrollTop - %1$s.clientHeight < 2".formatted(LOG);

  /** Where a message is on screen, in pixels from the top of the log. */
  private static final String TOP_OF =
      "document.querySelector('[data-seq=\"%d\"]').getBoundingClientRect().top";

  @Test
  void readerWhoScrolledUpInABusyRoomKeepsThePlaceAndAboutFiveHundredMessages() {
    sayMany(50);
    var page = join();
    page.awaitTrue(AT_END);
    scrollTo(page, 0);
    page.awaitTrue(SEQS + "[0] === 1");
    double top = number(page, String.format(Locale.ROOT, TOP_OF, 20));

    sayMany(2_000);

    page.awaitTrue("document.getElementById('newer').textContent === '2000 new messages ↓'");
    assertThat(number(page, String.format(Locale.ROOT, TOP_OF, 20))).isEqualTo(top);
    assertThat(number(page, SEQS + ".length")).isEqualTo(MAX_SHOWN);
    assertDense(page);
  }

  @Test
  void readerWhoScrollsFindsEveryMessageUpToTheFirstAndDownToTheLast() {
    sayMany(2_000);
    var page = join();
    page.awaitTrue(AT_END);

    for (long first = 1_951; first > 1; ) {
      scrollTo(page, 0);
      first = awaitOtherThan(page, SEQS + "[0]", first);
      assertDense(page);
    }
    // The room goes on; its end is no longer in the list.
    sayMany(300);
    for (long last = MAX_SHOWN; last < 2_300; ) {
      scrollTo(page, 1_000_000);
      last = awaitOtherThan(page, SEQS + ".at(-1)", last);
      assertDense(page);
    }
    scrollTo(page, 1_000_000);
    page.awaitTrue("document.getElementById('newer').hidden");
    room.say("bob", "live again");
    page.awaitTrue(SEQS + ".at(-1) === 2301");
    page.awaitTrue(AT_END);
    assertDense(page);
  }

  @Test
  void viewDoesNotMoveWhenOlderMessagesComeAndTheNewestGo() {
    sayMany(2_000);
    var page = join();
    page.awaitTrue(AT_END);
    for (long first = 1_951; first > 1_300; ) {
      scrollTo(page, 300);
      var read =
          "(%s).find(seq => document.querySelector(`[data-seq=\"${seq}\"]`).getBoundingClientRect().top > 200)"
              .formatted(SEQS);
      long seq = (long) number(page, read);
      double top = number(page, String.format(Locale.ROOT, TOP_OF, seq));

      first = awaitOtherThan(page, SEQS + "[0]", first);

      assertThat(number(page, String.format(Locale.ROOT, TOP_OF, seq))).isCloseTo(top, within(1.0));
    }
    assertThat(number(page, SEQS + ".at(-1)")).isLessThan(2_000);
  }

  @Test
  void buttonLeadsToTheNewestMessageFromFarAway() {
    sayMany(100);
    var page = join();
    page.awaitTrue(AT_END);
    scrollTo(page, 0);
    page.awaitTrue(SEQS + "[0] === 1");
    sayMany(1_000);
    page.awaitTrue("document.getElementById('newer').textContent === '1000 new messages ↓'");

    page.evaluate("document.getElementById('newer').click()");

    page.awaitTrue(SEQS + ".at(-1) === 1100");
    page.awaitTrue(AT_END + " && document.getElementById('newer').hidden");
    assertDense(page);
  }

  @Test
  void whatIsWrittenFarFromTheEndIsShownAtTheEnd() {
    sayMany(100);
    var page = join();
    page.awaitTrue(AT_END);
    scrollTo(page, 0);
    page.awaitTrue(SEQS + "[0] === 1");
    sayMany(1_000);
    page.awaitTrue("document.getElementById('newer').textContent === '1000 new messages ↓'");

    say(page, "here I am");

    page.awaitTrue(SEQS + ".at(-1) === 1101");
    page.awaitTrue(AT_END);
    awaitOutbox(page);
    assertDense(page);
  }

  @Test
  void olderMessagesThatAreNoLongerKeptAreNotAskedForAgainAndAgain() {
    sayMany(200);
    room.trim(121);
    var page = join();
    page.awaitTrue(AT_END);

    scrollTo(page, 0);
    page.awaitTrue(SEQS + "[0] === 121");
    scrollTo(page, 0);
    await().until(() -> room.pages() == 3);
    room.say("bob", "live");
    page.awaitTrue(SEQS + ".at(-1) === 201");

    assertDense(page);
    assertThat(room.pages()).isEqualTo(3);
  }

  @Test
  void olderMessagesAreNotReadOutAsIfTheyCameNow() {
    sayMany(100);
    var page = join();
    page.awaitTrue(AT_END + " && %s.ariaLive === 'polite'".formatted(LOG));
    page.evaluate(
        """
        window.announced = [];
        new MutationObserver(() => announced.push(%s.ariaLive))
            .observe(document.getElementById('messages'), { childList: true });\
        """
            .formatted(LOG));

    scrollTo(page, 0);
    page.awaitTrue(SEQS + "[0] === 1");
    page.awaitTrue(
        "announced.every(live => live === 'off') && %s.ariaLive === 'polite'".formatted(LOG));
    room.say("bob", "live");

    page.awaitTrue("announced.at(-1) === 'polite'");
  }

  @Test
  void whatWasNotSentIsShownBelowTheNewestMessageOnly() {
    sayMany(600);
    var page = join();
    room.refuseNext("id-reused", "The id is known with another text.");
    say(page, "mine");
    awaitTextsOf(page, "#outbox .failed .text", "mine");

    for (long first = 551; first > 1; ) {
      scrollTo(page, 0);
      first = awaitOtherThan(page, SEQS + "[0]", first);
    }
    page.awaitTrue("document.getElementById('outbox').hidden");
    page.evaluate("document.getElementById('newer').click()");

    page.awaitTrue("!document.getElementById('outbox').hidden");
    page.awaitTrue(AT_END);
    awaitOutbox(page, "mine");
  }

  private void sayMany(int count) {
    for (int i = 0; i < count; i++) {
      room.say(i % 3 == 0 ? "bob" : "carol", "message of a busy room");
    }
  }

  private static void scrollTo(Browser.Page page, int top) {
    page.evaluate(String.format(Locale.ROOT, "%s.scrollTop = %d", LOG, top));
  }

  private static double number(Browser.Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  private static long awaitOtherThan(Browser.Page page, String expression, long value) {
    page.awaitTrue(String.format(Locale.ROOT, "%s !== %d", expression, value));
    return (long) number(page, expression);
  }

  /** Nothing is missing or duplicated between the first and the last message in the list. */
  private static void assertDense(Browser.Page page) {
    assertThat(page.evaluate("(%s).every((seq, i, all) => seq === all[0] + i)".formatted(SEQS)))
        .as("%s", page.evaluate(SEQS))
        .isEqualTo(true);
    assertThat(number(page, SEQS + ".length")).isLessThanOrEqualTo(MAX_SHOWN);
  }
}
