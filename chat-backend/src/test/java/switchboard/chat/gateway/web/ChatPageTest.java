package switchboard.chat.gateway.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The chat page in a real browser, with a room that a test scripts. */
@Tag("engine")
abstract class ChatPageTest {
  static final String CONNECTED =
      "document.readyState === 'complete' && document.getElementById('state').dataset.state ==="
          + " 'connected'";

  private Vertx vertx;
  private Browser browser;
  ScriptedRoom room;

  @BeforeEach
  final void start() {
    assumeTrue(
        Files.isExecutable(Browser.EXECUTABLE),
        "This test drives a real Chromium: install the Debian package \"chromium\".");
    vertx = Vertx.vertx();
    room = new ScriptedRoom(vertx);
    browser = Browser.start(vertx);
  }

  @AfterEach
  final void stop() {
    if (vertx != null) {
      browser.close();
      room.close();
      vertx.close().await();
    }
  }

  final Browser.Page open(String pathAndQuery) {
    return browser.open(room.uri(pathAndQuery));
  }

  /** The page of ada, who is in the room. */
  final Browser.Page join() {
    var page = open("/?room=lobby&name=ada");
    page.awaitTrue(CONNECTED);
    return page;
  }

  static void say(Browser.Page page, String text) {
    page.evaluate("document.getElementById('text').focus()");
    page.type(text);
    page.pressEnter();
  }

  /** The texts of the room on screen, without those that it has lost, in their order. */
  static void awaitTexts(Browser.Page page, String... texts) {
    awaitTextsOf(page, "#messages .message:not(.lost) .text", texts);
  }

  /** The texts that are being sent, or were not. */
  static void awaitOutbox(Browser.Page page, String... texts) {
    awaitTextsOf(page, "#outbox .message .text", texts);
  }

  static void awaitNotices(Browser.Page page, String... notices) {
    awaitTextsOf(page, "#messages .notice", notices);
  }

  static void awaitTextsOf(Browser.Page page, String selector, String... texts) {
    page.awaitTrue(
        "JSON.stringify([...document.querySelectorAll('%s')].map(each => each.textContent)) === JSON.stringify(%s)"
            .formatted(selector, new JsonArray(List.of(texts)).encode()));
  }
}
