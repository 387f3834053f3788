package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.chat.StoreServer;

/** Two people in two real browsers, on two real replicas behind the real gateway. */
@Tag("engine")
class TwoBrowsersTest {
  private static final String CONNECTED =
      "document.getElementById('state').dataset.state === 'connected'";
  private static final String REPLICA =
      "document.getElementById('state-text').textContent.replace('Connected to ', '')";

  /** The texts in the log in the order on screen, those still being sent last. */
  private static final String TEXTS =
      "[...document.querySelectorAll('#log .message .text')].map(text => text.textContent)";

  private static final String PENDING = "document.querySelectorAll('#outbox .message').length";

  private final List<AutoCloseable> opened = new ArrayList<>();
  private Map<String, ChildReplica> replicas;
  private RunningGateway gateway;
  private Vertx vertx;

  @BeforeEach
  void start() {
    assumeTrue(
        Files.isExecutable(Browser.EXECUTABLE),
        "This test drives a real Chromium: install the Debian package \"chromium\".");
    StoreServer store = opened(StoreServer.start());
    replicas =
        Map.of(
            "backend-1", opened(new ChildReplica("backend-1", store.address()).start()),
            "backend-2", opened(new ChildReplica("backend-2", store.address()).start()));
    gateway =
        opened(
            new RunningGateway(
                replicas.values().stream().map(ChildReplica::member).toArray(Member[]::new)));
    replicas.keySet().forEach(name -> gateway.awaitState(name, "up"));
    vertx = Vertx.vertx();
    opened.add(() -> vertx.close().await());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : opened.reversed()) {
      part.close();
    }
  }

  @Test
  void twoPagesChatOnWhileAReplicaIsKilledAndMissOrDoubleNothing() {
    Browser.Page ada = join("ada");
    Browser.Page bob = join("bob");
    String adasReplica = (String) ada.evaluate(REPLICA);
    assertThat(adasReplica).isNotEqualTo(bob.evaluate(REPLICA));
    ada.awaitTrue("document.getElementById('online').textContent === '2 online'");
    List<String> expected = new ArrayList<>();

    say(ada, "hello <b>Bob</b> & all", expected);
    awaitTexts(ada, bob, expected);
    say(bob, "hello Ada", expected);
    awaitTexts(ada, bob, expected);

    replicas.get(adasReplica).kill();
    // The page has not noticed or is connecting again: what is written now must not get lost.
    for (int i = 1; i <= 5; i++) {
      say(ada, "written while my replica dies, " + i, expected);
    }
    awaitTexts(ada, bob, expected);
    ada.awaitTrue(CONNECTED);
    assertThat(ada.evaluate(REPLICA)).isEqualTo(bob.evaluate(REPLICA));
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
  void pageSaysWhatIsWrongWithANameAndThenLetsIn() {
    Browser.Page page = open("/?room=lobby");
    page.awaitTrue("document.activeElement?.id === 'name'");
    page.pressEnter();
    page.awaitTrue("document.getElementById('name-error').textContent.startsWith('Enter a name')");

    page.type("grace");
    page.pressEnter();

    page.awaitTrue(CONNECTED);
    page.awaitTrue("location.search === '?room=lobby&name=grace'");
  }

  private Browser.Page join(String name) {
    Browser.Page page = open("/?room=lobby&name=" + name);
    page.awaitTrue("document.readyState === 'complete' && " + CONNECTED);
    return page;
  }

  /** In a browser of its own, as everybody has. */
  private Browser.Page open(String path) {
    return opened(Browser.start(vertx)).open("http://127.0.0.1:" + gateway.port() + path);
  }

  private static void say(Browser.Page page, String text, List<String> expected) {
    page.type(text);
    page.pressEnter();
    expected.add(text);
  }

  private static void awaitTexts(Browser.Page ada, Browser.Page bob, List<String> expected) {
    String json = new JsonArray(expected).encode();
    String same = "JSON.stringify(%s) === JSON.stringify(%s)".formatted(TEXTS, json);
    ada.awaitTrue(same);
    bob.awaitTrue(same);
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.add(part);
    return part;
  }
}
