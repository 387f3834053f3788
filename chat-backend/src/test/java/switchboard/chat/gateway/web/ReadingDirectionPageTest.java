package switchboard.chat.gateway.web;

import org.junit.jupiter.api.Test;

/** Text that runs from right to left, beside text that does not. */
class ReadingDirectionPageTest extends ChatPageTest {
  /** The left edge, in pixels, of a character of the first text that a selector finds. */
  private static final String LEFT =
      """
      (function (selector, index) {
        const text = document.querySelector(selector).firstChild;
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + 1);
        return range.getClientRects()[0].left;
      })\
      """;

  private static final String HEBREW = "שלום עולם!";
  private static final String LAST = Integer.toString(HEBREW.length() - 1);

  @Test
  void messageFromRightToLeftHasItsExclamationMarkAtTheLeftEnd() {
    room.say("bob", HEBREW);
    var page = join();

    page.awaitTrue(isLeftOf("#messages .text", LAST, "0"));
    page.awaitTrue("document.querySelector('#messages .text').matches(':dir(rtl)')");
  }

  @Test
  void messageFromLeftToRightKeepsItsExclamationMarkAtTheRightEnd() {
    room.say("bob", "hello!");
    var page = join();

    page.awaitTrue(isLeftOf("#messages .text", "0", "5"));
  }

  @Test
  void eachLineOfAMessageRunsItsOwnWay() {
    room.say("bob", "hello!\n" + HEBREW);
    var page = join();

    page.awaitTrue(isLeftOf("#messages .text", "0", "5"));
    page.awaitTrue(isLeftOf("#messages .text", "7 + " + LAST, "7"));
  }

  @Test
  void messageThatIsBeingSentRunsItsOwnWay() {
    var page = join();
    room.goAway();

    say(page, HEBREW);

    page.awaitTrue(isLeftOf("#outbox .text", LAST, "0"));
  }

  @Test
  void nameFromRightToLeftIsIsolatedFromTheTimeBesideIt() {
    room.say("דנה (1)", "hello");
    var page = join();

    page.awaitTrue(isLeftOf("#messages .meta bdi", "6", "0"));
    page.awaitTrue(
        "document.querySelector('#messages .meta b').getBoundingClientRect().right <="
            + " document.querySelector('#messages .meta time').getBoundingClientRect().left");
    page.awaitTrue(isLeftOf("#messages .meta time", "0", "1"));
  }

  @Test
  void composerRunsTheWayOfWhatIsWritten() {
    var page = join();

    page.type(HEBREW);

    page.awaitTrue("getComputedStyle(document.getElementById('text')).direction === 'rtl'");
  }

  private static String isLeftOf(String selector, String index, String other) {
    return "%1$s('%2$s', %3$s) < %1$s('%2$s', %4$s)".formatted(LEFT, selector, index, other);
  }
}
