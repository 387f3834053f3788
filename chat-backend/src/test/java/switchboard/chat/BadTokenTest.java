package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.testing.QuietLog;
import switchboard.chat.testing.StoreServer;

/** Tokens that this service did not issue, or that are not valid any more: 401 on every route. */
final class BadTokenTest {
  private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  /** The year 2100. */
  private static final long LATER = 4_102_444_800L;

  private static final String CLAIMS =
      String.format(Locale.ROOT, "{\"sub\":\"ada\",\"exp\":%d}", LATER);

  private static StoreServer store;
  private static Backend backend;

  @RegisterExtension final QuietLog log = new QuietLog();

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

  static Stream<Arguments> badTokens() {
    var good = signed(HS256, CLAIMS, Backend.JWT_SECRET);
    var parts = good.split("\\.", -1);
    var none = encoded("{\"alg\":\"none\"}") + "." + encoded(CLAIMS) + ".";
    return Stream.of(
        Arguments.of("foreign secret", signed(HS256, CLAIMS, "another secret of 32 bytes or more")),
        Arguments.of("unsigned", none),
        Arguments.of("unsigned, with a signature", none + parts[2]),
        Arguments.of("unsigned, two parts", none.substring(0, none.length() - 1)),
        Arguments.of("none, signed", signed("{\"alg\":\"none\"}", CLAIMS, Backend.JWT_SECRET)),
        Arguments.of("None, signed", signed("{\"alg\":\"None\"}", CLAIMS, Backend.JWT_SECRET)),
        Arguments.of("no alg", signed("{\"typ\":\"JWT\"}", CLAIMS, Backend.JWT_SECRET)),
        Arguments.of("other alg", signed("{\"alg\":\"RS256\"}", CLAIMS, Backend.JWT_SECRET)),
        Arguments.of("alg of another type", signed("{\"alg\":7}", CLAIMS, Backend.JWT_SECRET)),
        Arguments.of(
            "other claims", parts[0] + "." + encoded("{\"sub\":\"bob\"}") + "." + parts[2]),
        Arguments.of("truncated", good.substring(0, good.length() - 4)),
        Arguments.of("without signature", parts[0] + "." + parts[1] + "."),
        Arguments.of("two parts", parts[0] + "." + parts[1]),
        Arguments.of("four parts", good + ".x"),
        Arguments.of(
            "expired", signed(HS256, "{\"sub\":\"ada\",\"exp\":1000}", Backend.JWT_SECRET)),
        Arguments.of("no exp", signed(HS256, "{\"sub\":\"ada\"}", Backend.JWT_SECRET)),
        Arguments.of(
            "exp as text",
            signed(HS256, "{\"sub\":\"ada\",\"exp\":\"never\"}", Backend.JWT_SECRET)),
        Arguments.of(
            "no sub",
            signed(HS256, String.format(Locale.ROOT, "{\"exp\":%d}", LATER), Backend.JWT_SECRET)),
        Arguments.of(
            "sub of another type",
            signed(
                HS256,
                String.format(Locale.ROOT, "{\"sub\":{\"a\":1},\"exp\":%d}", LATER),
                Backend.JWT_SECRET)),
        Arguments.of(
            "no name",
            signed(
                HS256,
                String.format(Locale.ROOT, "{\"sub\":\"\",\"exp\":%d}", LATER),
                Backend.JWT_SECRET)),
        Arguments.of("claims are a list", signed(HS256, "[]", Backend.JWT_SECRET)),
        Arguments.of("claims are not JSON", signed(HS256, "claims", Backend.JWT_SECRET)),
        Arguments.of("not Base64", "a*b.c*d.e*f"),
        Arguments.of("dots", ".."),
        Arguments.of("empty", ""),
        Arguments.of(
            "absurdly long",
            signed(
                HS256,
                String.format(
                    Locale.ROOT,
                    "{\"sub\":\"ada\",\"exp\":%d,\"x\":\"%s\"}",
                    LATER,
                    "x".repeat(1_500)),
                Backend.JWT_SECRET)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void badTokenIsUnauthorizedOverHttpAndBeforeTheUpgrade(String what, String token) {
    assertThat(what).isNotEmpty();
    var posted = backend.postMessage(token, "lobby", "id-1", "hi");
    assertThat(posted.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(posted.body()).getString("detail")).contains("No valid token");
    assertThat(posted.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(backend.get("/api/messages?room=lobby", token).statusCode()).isEqualTo(401);
    try (var client = RawClient.connect(backend)) {
      var answer = client.send(RawClient.handshake("/ws?room=lobby", token, "13")).answer();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.isProblem()).isTrue();
    }
  }

  @Test
  void tokenMadeByHandWithTheSecretIsTaken() {
    var good = signed(HS256, CLAIMS, Backend.JWT_SECRET);

    assertThat(backend.get("/api/messages?room=lobby", good).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Digest ", "BearerX"})
  void tokenOfAnotherSchemeIsUnauthorized(String scheme) {
    var good = signed(HS256, CLAIMS, Backend.JWT_SECRET);

    assertThat(
            Backend.exchange(
                    HttpRequest.newBuilder(backend.uri("/api/messages?room=lobby"))
                        .header("Authorization", scheme + good))
                .statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 25})
  void tokenOfAMachineWhoseClockIsAheadIsTakenAtOnce(int secondsAhead) {
    assertThat(status(String.format(Locale.ROOT, "\"iat\":%d", now() + secondsAhead)))
        .isEqualTo(200);
    assertThat(status(String.format(Locale.ROOT, "\"nbf\":%d", now() + secondsAhead)))
        .isEqualTo(200);
  }

  @Test
  void tokenThatIsMeantForLaterIsRefused() {
    assertThat(status(String.format(Locale.ROOT, "\"nbf\":%d", now() + 120))).isEqualTo(401);
  }

  @Test
  void expiryIsExactHoweverMuchClocksMayDiffer() {
    assertThat(expiring(now() - 1)).isEqualTo(401);
    assertThat(expiring(now() + 60)).isEqualTo(200);
  }

  @Test
  void issuedTokenSaysNothingOfItsMachinesClockButWhenItExpires() {
    var claims = backend.token("ada").split("\\.", -1)[1];

    assertThat(
            new JsonObject(
                    new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .fieldNames())
        .containsExactlyInAnyOrder("sub", "exp");
  }

  /** The answer to a request for a page with a token that has one more claim. */
  private static int status(String claim) {
    return page(String.format(Locale.ROOT, "{\"sub\":\"ada\",\"exp\":%d,%s}", LATER, claim));
  }

  private static int expiring(long exp) {
    return page(String.format(Locale.ROOT, "{\"sub\":\"ada\",\"exp\":%d}", exp));
  }

  private static int page(String claims) {
    return backend
        .get("/api/messages?room=lobby", signed(HS256, claims, Backend.JWT_SECRET))
        .statusCode();
  }

  private static long now() {
    return System.currentTimeMillis() / 1_000;
  }

  @Test
  void socketEndsWhenItsTokenDoes() throws Exception {
    long end = System.currentTimeMillis() / 1_000 + 3;
    var brief =
        signed(
            HS256,
            String.format(Locale.ROOT, "{\"sub\":\"ada\",\"exp\":%d}", end),
            Backend.JWT_SECRET);
    var other = signed(HS256, CLAIMS, Backend.JWT_SECRET);
    try (var stays = backend.open("/ws?room=brief&token=" + other);
        var ends = backend.open("/ws?room=brief&token=" + brief)) {
      ends.send("id-1", "hi");
      ends.ack("id-1");
      assertThat(ends.closeCode()).isEqualTo(1008);
      long closed = System.currentTimeMillis();

      assertThat(ends.frames("error")).hasSize(1);
      assertThat(ends.first("error").getString("code")).isEqualTo("unauthorized");
      assertThat(closed).isBetween(end * 1_000, end * 1_000 + 5_000);
      stays.send("id-2", "still here");
      stays.ack("id-2");
    }
  }

  private static String signed(String header, String claims, String secret) {
    var content = encoded(header) + "." + encoded(claims);
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(absent);
    }
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
