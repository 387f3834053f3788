package switchboard.chat.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two people in two real browsers, on two real replicas behind a real gateway. */
@Tag("engine")
abstract class TwoBrowsersContract {
  static final String CONNECTED = "document.getElementById('state').dataset.state === 'connected'";
  private static final String REPLICA =
      "document.getElementById('state-text').textContent.replace('Connected to ', '')";

  /** The texts in the log in the order on screen, those still being sent last. */
  private static final String TEXTS =
      "[...document.querySelectorAll('#log .message .text')].map(text => text.textContent)";

  private static final String PENDING = "document.querySelectorAll('#outbox .message').length";

  private final List<AutoCloseable> opened = new ArrayList<>();
  private Vertx vertx;

  /** Starts two replicas and their gateway; {@link #opened(AutoCloseable)} takes what is to end. */
  abstract void startSystem() throws Exception;

  abstract URI gateway();

  /** The certificate, in PEM, of an authority that the browsers are to trust beside their own. */
  Optional<String> authority() {
    return Optional.empty();
  }

  /**
   * Ends a replica as {@code kill -9} would.
   *
   * @param replica as it calls itself on the page
   */
  abstract void kill(String replica) throws Exception;

  @BeforeEach
  final void start() throws Exception {
    assumeTrue(
        Files.isExecutable(Browser.EXECUTABLE),
        "This test drives a real Chromium: install the Debian package \"chromium\".");
    startSystem();
    vertx = Vertx.vertx();
    opened.add(() -> vertx.close().await());
  }

  @AfterEach
  final void stop() throws Exception {
    for (var part : opened.reversed()) {
      part.close();
    }
  }

  @Test
  final void twoPagesChatOnWhileAReplicaIsKilledAndMissOrDoubleNothing() throws Exception {
    var ada = join("ada");
    var bob = join("bob");
    var adasReplica = (String) ada.evaluate(REPLICA);
    assertThat(adasReplica).isNotEqualTo(bob.evaluate(REPLICA));
    ada.awaitTrue("document.getElementById('online').textContent === '2 online'");
    var expected = new ArrayList<String>();

    say(ada, "hello <b>Bob</b> & all", expected);
    awaitTexts(ada, bob, expected);
    say(bob, "hello Ada", expected);
    awaitTexts(ada, bob, expected);

    kill(adasReplica);
    // The page has not noticed or is connecting again: what is written now must not get lost.
    for (int i = 1; i <= 5; i++) {
      say(ada, "written while my replica dies, " + i, expected);
    }
    awaitTexts(ada, bob, expected);
    ada.awaitTrue(CONNECTED);
    for (int i = 1; i <= 5; i++) {
      say(bob, "still here, " + i, expected);
      awaitTexts(ada, bob, expected);
      say(ada, "me too, " + i, expected);
      awaitTexts(ada, bob, expected);
    }
    ada.awaitTrue(PENDING + " === 0");
    assertThat(ada.evaluate("document.querySelectorAll('#log b').length"))
        .as("markup in a message is text")
        .isEqualTo(ada.evaluate("document.querySelectorAll('#log .meta > b').length"));
  }

  @Test
  final void pageSaysWhatIsWrongWithANameAndThenLetsIn() {
    var page = open("/?room=lobby");
    page.awaitTrue("document.activeElement?.id === 'name'");
    page.pressEnter();
    page.awaitTrue("document.getElementById('name-error').textContent.startsWith('Enter a name')");

    page.type("grace");
    page.pressEnter();

    page.awaitTrue(CONNECTED);
    page.awaitTrue("location.search === '?room=lobby&name=grace'");
  }

  final Browser.Page join(String name) {
    var page = open("/?room=lobby&name=" + name);
    page.awaitTrue("document.readyState === 'complete' && " + CONNECTED);
    return page;
  }

  private Browser.Page open(String path) {
    return open(path, authority());
  }

  /** Opens a browser of its own. */
  final Browser.Page open(String path, Optional<String> authority) {
    var browser = opened(Browser.start(vertx, authority));
    return browser.open(gateway().resolve(path).toString());
  }

  private static void say(Browser.Page page, String text, List<String> expected) {
    page.type(text);
    page.pressEnter();
    expected.add(text);
  }

  private static void awaitTexts(Browser.Page ada, Browser.Page bob, List<String> expected) {
    var json = new JsonArray(expected).encode();
    var same = "JSON.stringify(%s) === JSON.stringify(%s)".formatted(TEXTS, json);
    ada.awaitTrue(same);
    bob.awaitTrue(same);
  }

  final <T extends AutoCloseable> T opened(T part) {
    opened.add(part);
    return part;
  }
}
