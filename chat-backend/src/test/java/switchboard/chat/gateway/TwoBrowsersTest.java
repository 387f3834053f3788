package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private Browser browser;

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
    Vertx vertx = Vertx.vertx();
    opened.add(() -> vertx.close().await());
    browser = opened(Browser.start(vertx));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : opened.reversed()) {
      part.close();
    }
  }

  @Test
  void twoPagesChatOnWhileAReplicaIsKilledAndMissOrDoubleNothing() throws IOException {
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
    picture(ada, "wide", 1200, 800, "dark");
    picture(ada, "wide", 1200, 800, "light");
    picture(bob, "narrow", 390, 760, "dark");
    picture(bob, "narrow", 390, 760, "light");
  }

  @Test
  void pageSaysWhatIsWrongWithANameAndThenLetsIn() throws IOException {
    Browser.Page page = browser.open("http://127.0.0.1:%d/?room=lobby".formatted(gateway.port()));
    page.awaitTrue("document.activeElement?.id === 'name'");
    page.pressEnter();
    page.awaitTrue("document.getElementById('name-error').textContent.startsWith('Enter a name')");
    picture(page, "entrance", 1000, 700, "dark");
    picture(page, "entrance", 1000, 700, "light");

    page.type("grace");
    page.pressEnter();

    page.awaitTrue(CONNECTED);
    page.awaitTrue("location.search === '?room=lobby&name=grace'");
    picture(page, "empty", 1000, 700, "dark");
  }

  private Browser.Page join(String name) {
    Browser.Page page =
        browser.open("http://127.0.0.1:%d/?room=lobby&name=%s".formatted(gateway.port(), name));
    page.awaitTrue("document.readyState === 'complete' && " + CONNECTED);
    return page;
  }

  /** Keeps a picture in the build's folder, for a person to look at. */
  private static void picture(
      Browser.Page page, String name, int width, int height, String colorScheme)
      throws IOException {
    page.screen(width, height, colorScheme);
    Path folder = Files.createDirectories(Path.of("target", "pictures"));
    Files.write(folder.resolve(name + "-" + colorScheme + ".png"), page.picture());
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
