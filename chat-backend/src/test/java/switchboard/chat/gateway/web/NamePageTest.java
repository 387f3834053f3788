package switchboard.chat.gateway.web;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names the page takes, and which it shows. */
class NamePageTest extends ChatPageTest {
  private static final String PROBLEM = "document.getElementById('name-error').textContent";

  @ParameterizedTest
  @ValueSource(strings = {"\u202Eadmin", "\u200B", "a\u0007b"})
  void nameWithInvisibleCharactersIsRefused(String name) {
    var page = openWithName(name);
    page.awaitTrue("document.activeElement?.id === 'name'");

    page.pressEnter();

    page.awaitTrue(PROBLEM + " === 'A name has no invisible characters.'");
  }

  @Test
  void nameIsCountedInWhatReadersCallCharacters() {
    var accented = "e\u0323\u0302".repeat(32);
    var page = openWithName(accented + "x");
    page.awaitTrue("document.activeElement?.id === 'name'");
    page.pressEnter();
    page.awaitTrue(PROBLEM + " === 'A name has at most 32 characters.'");

    openWithName(accented).awaitTrue(CONNECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"می\u200Cخواهم", "👩\u200D💻"})
  void nameWithAJoinerThatIsSeenIsTaken(String name) {
    var page = openWithName(name);
    page.awaitTrue(CONNECTED);

    say(page, "hello");

    awaitTextsOf(page, "#messages .meta bdi", name);
  }

  @Test
  void nameThatTheServerRefusesLeadsBackToTheEntrance() {
    room.refuseNames();
    var page = openWithName("ada");

    page.awaitTrue(PROBLEM + " === 'A name has no invisible characters.'");
    page.awaitTrue("document.getElementById('chat').hidden");
    page.awaitTrue("document.getElementById('name').value === 'ada'");
  }

  @Test
  void nameIsTrimmedAndInCompatibilityForm() {
    var page = openWithName(" Ａda \u00A0 B\u00A0");
    page.awaitTrue(CONNECTED);

    say(page, "hello");

    awaitTextsOf(page, "#messages .meta b", "Ada B (you)");
  }

  @Test
  void messagesOfTheNameThatTheServerGaveAreOnesOwn() {
    room.giveName("Ada the First");
    var page = join();

    say(page, "hello");

    awaitTextsOf(page, "#messages .meta b", "Ada the First (you)");
  }

  private Browser.Page openWithName(String name) {
    return open("/?room=lobby&name=" + encode(name, UTF_8));
  }
}
