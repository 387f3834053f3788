package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.testing.StoreServer;

/** Names as users enter them, and as they are shown. */
final class UserNamesTest {
  private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

  private static StoreServer store;
  private static Backend backend;

  @BeforeAll
  static void start() {
    store = StoreServer.start();
    backend = Backend.start(store, "first");
  }

  @AfterAll
  static void stop() {
    backend.close();
    store.close();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("spaces alone", " \u00A0\u3000"),
        Arguments.of("reverses what follows", "ada\u202Ebob"),
        Arguments.of("isolates a direction", "\u2066ada\u2069"),
        Arguments.of("marks a direction", "ada\u200F"),
        Arguments.of("no width alone", "\u200B"),
        Arguments.of("no width within", "a\u200Bda"),
        Arguments.of("joiner alone", "\u200D"),
        Arguments.of("joiner between Latin letters", "ad\u200Da"),
        Arguments.of("joiner between letters of which one does not join", "a\u200D\u0645"),
        Arguments.of("joiner at the end", "\u0645\u200D"),
        Arguments.of("non-joiner between emoji", "\uD83D\uDC68\u200C\uD83D\uDC69"),
        Arguments.of("soft hyphen", "a\u00ADda"),
        Arguments.of("word joiner", "a\u2060da"),
        Arguments.of("byte order mark", "\uFEFFada"),
        Arguments.of("tag", "ada\uDB40\uDC41"),
        Arguments.of("letter without a glyph", "\u3164"),
        Arguments.of("half such a letter", "\uFFA0"),
        Arguments.of("blank Braille", "\u2800"),
        Arguments.of("private", "\uE000"),
        Arguments.of("undefined", "a\uFFFF"),
        Arguments.of("selector alone", "\uDB40\uDD00"),
        Arguments.of("mark alone", "\u0301"),
        Arguments.of("mark after a space", "a \u20DD"),
        Arguments.of("many marks", "a" + "\u0301".repeat(1_000)),
        Arguments.of("seven marks", "x" + "\u0335".repeat(7)),
        Arguments.of("33 graphemes", "\u00E4".repeat(33)),
        Arguments.of("33 flags", "\uD83C\uDDE9\uD83C\uDDEA".repeat(33)),
        Arguments.of("many bytes", FAMILY.repeat(20)),
        Arguments.of("much to bring into form", "\uFDFA".repeat(5_000)),
        Arguments.of("much besides a name", "ada" + " ".repeat(510)),
        Arguments.of("paragraph separator", "a\u2029b"),
        Arguments.of("line separator", "a\u2028b"),
        Arguments.of("control", "a\u0007"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void nameThatCannotBeSeenAsItIsIsRefused(String what, String name) {
    var answer = session(name);

    assertThat(answer.statusCode()).as(what).isEqualTo(400);
    var problem = new JsonObject(answer.body());
    assertThat(problem.getString("code")).isEqualTo("malformed");
    assertThat(problem.getString("detail")).contains("The name is not valid", "32", "256");
  }

  @Test
  void nameWithHalfACharacterIsRefused() {
    var half = "{\"name\":\"a\\ud83d\"}";

    assertThat(backend.post("/api/session", null, half).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "'  ada ', ada",
    "'a\u3000\u00A0 b', a b",
    "\uFF21\uFF44\uFF41, Ada",
    "A\u030A, \u00C5",
    "\uFB01n, fin",
    "\u2460, 1",
  })
  void sameLookingNamesAreTheSameName(String given, String stored) {
    assertThat(named(given)).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "Zo\u00EB O'Neill-\u0141",
        "\u05E9\u05DC\u05D5\u05DD",
        "\u0639\u0644\u06CC\u200C\u0631\u0636\u0627",
        "\u0DC1\u0DCA\u200D\u0DBB\u0DD3",
        "\u5F35\u4F1F",
        "Nguy\u1EC5n",
        "\uD83D\uDC69\u200D\uD83D\uDCBB",
        "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
        "\uD83D\uDC4B\uD83C\uDFFD",
        FAMILY,
        "\u2764\uFE0F",
      })
  void namesOfAllWritingSystemsAndEmojiStayAsTheyAre(String name) {
    assertThat(named(name)).isEqualTo(name);
  }

  @Test
  void longestNameIsCountedInWhatAReaderSees() {
    assertThat(named("\u00E4".repeat(32))).hasSize(32);
    assertThat(named("x" + "\u0335".repeat(6))).hasSize(7);
    assertThat(named("\uD83C\uDDE9\uD83C\uDDEA".repeat(32))).hasSize(128);
  }

  @Test
  void tokenAndMessagesCarryTheNameAsItIsStored() {
    var session = new JsonObject(session(" \uFF21da ").body());
    var token = session.getString("token");
    var claims = token.split("\\.", -1)[1];
    backend.postMessage(token, "names", "1", "hi");

    assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
        .contains("\"sub\":\"Ada\"");
    assertThat(backend.get("/api/messages?room=names", token).body()).contains("\"from\":\"Ada\"");
  }

  private static String named(String name) {
    var answer = session(name);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new JsonObject(answer.body()).getString("name");
  }

  private static HttpResponse<String> session(String name) {
    return backend.post("/api/session", null, new JsonObject().put("name", name).encode());
  }
}
