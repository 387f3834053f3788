package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one address may do, and that it costs the others nothing. */
final class AddressLimitsTest {
  private static final String LOAD_TOKEN = "load-token-of-the-tests";
  private static final int SESSIONS = 20;

  private static StoreServer store;
  private static Backend backend;

  @RegisterExtension final QuietLog log = new QuietLog();

  @BeforeAll
  static void start() {
    store = StoreServer.start();
    backend =
        Backend.start(
            store,
            "first",
            Map.of(
                "LOAD_TOKEN",
                LOAD_TOKEN,
                "PUBLIC_READ",
                "true",
                "SESSIONS_PER_ADDRESS",
                Integer.toString(SESSIONS),
                "READ_MIB_PER_ADDRESS",
                "1"));
  }

  @AfterAll
  static void stop() {
    backend.close();
    store.close();
  }

  @Test
  void oneAddressOpensOnlySoManySessionsAndAnotherAsManyOfItsOwn() {
    int opened = openUntilRefused("203.0.113.1");
    HttpResponse<String> refused = open("203.0.113.1");

    // A fifteenth of it comes back each second.
    assertThat(opened).isBetween(SESSIONS, 2 * SESSIONS);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(code(refused)).isEqualTo("too-many-sessions");
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(open("203.0.113.2").statusCode()).isEqualTo(201);
  }

  @Test
  void whatAClientSaysAboutItsAddressBeforeTheGatewayDoesIsNotBelieved() {
    openUntilRefused("203.0.113.3");

    assertThat(open("198.51.100.7, 203.0.113.3").statusCode()).isEqualTo(429);
  }

  @Test
  void addressesOfOneIpv6NetworkAreOneAddress() {
    openUntilRefused("2001:db8:0:1::1");

    assertThat(open("2001:db8:0:1:ffff::2").statusCode()).isEqualTo(429);
    assertThat(open("2001:db8:0:2::1").statusCode()).isEqualTo(201);
  }

  @Test
  void ipv4AddressInIpv6FormIsTheSameAddress() {
    openUntilRefused("203.0.113.4");

    assertThat(open("::ffff:203.0.113.4").statusCode()).isEqualTo(429);
    assertThat(open("::ffff:203.0.113.5").statusCode()).isEqualTo(201);
  }

  @Test
  void whoSaysNoAddressIsLimitedByThePeers() {
    for (int i = 0; i < SESSIONS; i++) {
      open("no address");
    }
    HttpResponse<String> last = open("no address");
    for (int i = 0; i < SESSIONS && last.statusCode() == 201; i++) {
      last = open("no address either");
    }

    assertThat(last.statusCode()).isEqualTo(429);
  }

  @Test
  void loadTokenExemptsFromTheLimitsOfAnAddress() {
    openUntilRefused("203.0.113.6");

    for (int i = 0; i < 5 * SESSIONS; i++) {
      assertThat(open("203.0.113.6", LOAD_TOKEN).statusCode()).isEqualTo(201);
    }
    assertThat(open("203.0.113.6").statusCode()).isEqualTo(429);
  }

  @Test
  void loadTokenOfAnotherServiceIsUnauthorized() {
    HttpResponse<String> refused = open("203.0.113.7", LOAD_TOKEN + "x");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(code(refused)).isEqualTo("unauthorized");
  }

  @Test
  void withoutALoadTokenOfItsOwnAServiceExemptsNobody() {
    try (Backend other = Backend.start(store, "other", Map.of("SESSIONS_PER_ADDRESS", "1"))) {
      assertThat(open(other, "203.0.113.1", LOAD_TOKEN).statusCode()).isEqualTo(201);
      assertThat(open(other, "203.0.113.1", LOAD_TOKEN).statusCode()).isEqualTo(429);
      assertThat(open(other, "203.0.113.1", "").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void loadTokenExemptsFromNothingElse() {
    try (Backend slow =
        Backend.start(
            store, "slow", Map.of("LOAD_TOKEN", LOAD_TOKEN, "MESSAGES_PER_SECOND", "1"))) {
      String token =
          new JsonObject(open(slow, "203.0.113.1", LOAD_TOKEN).body()).getString("token");
      slow.postMessage(token, "lobby", "id-1", "hi");
      HttpResponse<String> second = slow.postMessage(token, "lobby", "id-2", "hi");

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(code(second)).isEqualTo("too-fast");
    }
  }

  @Test
  void historyThatOneAddressReadsIsLimitedAndAnotherReadsOn() {
    fill("long", 60);
    String page = "/api/messages?room=long&limit=60&after=0";
    HttpResponse<String> last = read(page, "203.0.113.1");
    int read = 0;
    while (last.statusCode() == 200 && read < 200) {
      read++;
      last = read(page, "203.0.113.1");
    }

    // 8 MiB at once, and each page is 720 KiB.
    assertThat(read).isBetween(11, 199);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(code(last)).isEqualTo("too-fast");
    assertThat(last.headers().firstValue("Retry-After")).contains("1");
    assertThat(read(page, "203.0.113.2").statusCode()).isEqualTo(200);
  }

  @Test
  void pageThatStaysAsItIsMayBeReadAsOftenAsOneLikes() {
    fill("short", 5);
    for (int i = 0; i < 1_000; i++) {
      assertThat(read("/api/messages?room=short", "203.0.113.8").statusCode()).isEqualTo(200);
    }
  }

  /** With messages that take 12 KiB each in an answer. */
  private static void fill(String room, int messages) {
    String token = new JsonObject(open("192.0.2.1", LOAD_TOKEN).body()).getString("token");
    for (int i = 0; i < messages; i++) {
      backend.postMessage(token, room, "id-" + i, "\u0001".repeat(2_000));
    }
  }

  private static int openUntilRefused(String address) {
    int opened = 0;
    while (open(address).statusCode() == 201) {
      opened++;
    }
    return opened;
  }

  private static HttpResponse<String> open(String address) {
    return open(address, null);
  }

  private static HttpResponse<String> open(String address, String loadToken) {
    return open(backend, address, loadToken);
  }

  private static HttpResponse<String> open(Backend at, String address, String loadToken) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at.uri("/api/session"))
            .header("X-Forwarded-For", address)
            .POST(BodyPublishers.ofString("{\"name\":\"ada\"}"));
    return Backend.exchange(
        loadToken == null ? request : request.header("X-Load-Token", loadToken));
  }

  private static HttpResponse<String> read(String path, String address) {
    return Backend.exchange(
        HttpRequest.newBuilder(backend.uri(path)).header("X-Forwarded-For", address));
  }

  private static String code(HttpResponse<String> problem) {
    return new JsonObject(problem.body()).getString("code");
  }
}
