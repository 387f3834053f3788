package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.testing.Fuzz;
import switchboard.chat.testing.QuietLog;
import switchboard.chat.testing.StoreServer;

/**
 * Requests that no proper client makes. Each is answered with a problem document that says what was
 * wrong, leaves nothing in the log, and the replica goes on.
 */
final class BadRequestTest {
  private static StoreServer store;
  private static Backend backend;
  private static String token;

  @RegisterExtension final QuietLog log = new QuietLog();

  @BeforeAll
  static void start() {
    store = StoreServer.start();
    backend = Backend.start(store, "first");
    token = backend.token("ada");
  }

  @AfterAll
  static void stop() {
    backend.close();
    store.close();
  }

  @AfterEach
  void replicaIsHealthy() {
    assertThat(backend.get("/api/messages?room=lobby", token).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                                        | not a JSON object",
        "{\"name\":\"ada\"} {}                                    | not a JSON object",
        "{\"name\":\"ada\"}x                                      | not a JSON object",
        "{\"name\":\"ada\",\"name\":\"bob\"}                      | each field once",
        "{'name':'ada'}                                           | not a JSON object",
        "{\"name\":\"ada\",}                                      | not a JSON object",
        "{\"name\":\"a\\qb\"}                                     | not a JSON object",
        "{\"name\":\"ada\",\"admin\":true}                        | Unknown field \"admin\"; known"
            + " are name",
        "{\"name\":\"ada\",\"\":1}                                | Unknown field",
        "{\"name\":[\"ada\"]}                                     | Field \"name\": found"
            + " [\"ada\"], expected a text",
        "{\"name\":{}}                                            | expected a text",
        "{\"name\":null}                                          | found null",
        "{\"name\":1e999}                                         | expected a text",
        "{\"name\":123456789012345678901234567890}                | expected a text",
        "{\"name\":\"\\ud800\"}                                   | The name is not valid",
        "{\"name\":\"a\\u2028b\"}                                 | The name is not valid",
      })
  void malformedBodyIsRefusedWithTheReason(String body, String detail) {
    var answer = post("/api/session", bytes(body));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.body().replace("\\\"", "\"")).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"room\":\"a\",\"id\":\"1\",\"text\":\"hi\",\"from\":\"eve\"} | Unknown field \"from\"",
        "{\"room\":\"a\",\"id\":7,\"text\":\"hi\"}                    | Field \"id\"",
        "{\"room\":\"a\",\"id\":\"1\",\"text\":\"\\udc00\"}           | half of a surrogate",
        "{\"room\":\"a\",\"id\":\"1\",\"text\":\"x\\ud83d\"}          | half of a surrogate",
        "{\"room\":\"../etc\",\"id\":\"1\",\"text\":\"hi\"}           | The room is not valid",
        "{\"room\":\"..\",\"id\":\"1\",\"text\":\"hi\"}               | not only dots",
        "{\"room\":\"a\\u0000b\",\"id\":\"1\",\"text\":\"hi\"}        | The room is not valid",
        "{\"room\":\"a:b\",\"id\":\"1\",\"text\":\"hi\"}              | The room is not valid",
        "{\"room\":\"a\",\"id\":\"1:2\",\"text\":\"hi\"}              | The id is not valid",
      })
  void malformedMessageIsRefusedWithTheReason(String body, String detail) {
    var answer = post("/api/messages", bytes(body));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.body().replace("\\\"", "\"")).contains(detail);
  }

  @Test
  void bodyThatIsNotUtf8IsRefused() {
    byte[] overlong = {
      '{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc0, (byte) 0x80, '"', '}'
    };
    byte[] surrogate = {
      '{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'
    };

    assertThat(post("/api/session", overlong).status()).isEqualTo(400);
    assertThat(post("/api/session", surrogate).status()).isEqualTo(400);
    assertThat(
            post("/api/session", "{\"name\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1)).status())
        .isEqualTo(400);
  }

  @Test
  void deepNestingIsRefused() {
    var deep = "{\"name\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

    assertThat(post("/api/session", bytes(deep)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "room=a&room=a",
        "room=a&after=1&after=2",
        "room=a&limit=1&limit=1",
        "room=..%2f",
        "room=../a",
        "room=%2e%2e",
        "room=.",
        "room=a%00",
        "room=a%0d%0ab",
        "room=%ff",
        "room=%c3%a4",
        "room=%",
        "room=%zz",
        "room=a&after=",
        "room=a&after=1.5",
        "room=a&after=1e3",
        "room=a&after=0x1",
        "room=a&after=%2B1",
        "room=a&after=%D9%A3",
        "room=a&after=-0",
        "room=a&after=9223372036854775807",
        "room=a&after=99999999999999999999",
        "room=a&after=null",
        "room=a&limit=-1",
        "room=a&limit=2147483648",
      })
  void malformedQueryIsRefusedForPagesAndSockets(String query) {
    var page = get("/api/messages?" + query);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.isProblem()).isTrue();
    if (!query.contains("limit")) {
      try (var client = RawClient.connect(backend)) {
        var answer = client.send(RawClient.handshake("/ws?" + query, token, "13")).answer();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/live",
        "/health/ready",
        "/metrics",
        "/faults",
        "/replicas",
        "/api/../metrics",
        "/api/messages/",
        "//api/messages",
        "/api/messages%00",
        "/%2e%2e/etc/passwd",
        "*",
        "nonsense",
      })
  void unknownPathIsNotFoundAlsoWhenItIsOneOfTheManagementPort(String path) {
    var answer = get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.isProblem()).isTrue();
  }

  @Test
  void headThatIsTooLongOrNoHttpIsRefusedAndTheConnectionClosed() {
    checkRefusedAndClosed(
        "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414);
    checkRefusedAndClosed(
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(10_000) + "\r\n\r\n", 431);
    checkRefusedAndClosed("GET / SMTP\r\n\r\n", 400);
    checkRefusedAndClosed("\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", 400);
  }

  @Test
  void bodyThatIsTooLongIsRefusedAndTheConnectionClosed() {
    try (var client = RawClient.connect(backend)) {
      client.send(
          "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n"
              + " ".repeat(30_000));
      var answer = client.answer();

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.isProblem()).isTrue();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void brokenFramingOfABodyIsRefusedOrClosed() {
    for (var rest :
        new String[] {
          "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
          "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdefgh\r\n0\r\n\r\n",
          "Content-Length: -1\r\n\r\n",
          "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
          "Content-Length: x\r\n\r\n"
        }) {
      try (var client = RawClient.connect(backend)) {
        client.send(
            "POST /api/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + rest);

        assertThat(client.isClosedByServer()).as(rest).isTrue();
      }
    }
  }

  @Test
  void clientThatBreaksOffItsRequestLeavesNothing() {
    try (var client = RawClient.connect(backend)) {
      client.send("POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
    }
    try (var client = RawClient.connect(backend)) {
      client.send("GET /api/messages?room=a HTTP/1.1\r\nHost");
    }
    try (var client = RawClient.connect(backend)) {
      client
          .send("POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
          .halfClose();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void clientThatAsksBeforeItSendsItsBodyIsToldToGoOn() {
    try (var client = RawClient.connect(backend)) {
      client.send(
          """
          POST /api/session HTTP/1.1
          Host: localhost
          Expect: 100-continue
          Content-Length: 14

          """
              .replace("\n", "\r\n"));
      assertThat(client.answer().status()).isEqualTo(100);
      client.send("{\"name\":\"ada\"}");
      assertThat(client.answer().status()).isEqualTo(201);
    }
  }

  @Test
  void handshakeThatIsNoneIsRefused() {
    var good = RawClient.handshake("/ws?room=a", token, "13");

    assertThat(handshake(good.replace("Version: 13", "Version: 99"))).isEqualTo(426);
    assertThat(handshake(good.replace("Sec-WebSocket-Key: dGhl", "Sec-WebSocket-Key: ")))
        .isEqualTo(400);
    assertThat(handshake(good.replace("Sec-WebSocket-Key", "X-Key"))).isEqualTo(400);
    assertThat(handshake(good.replace("Upgrade: websocket", "Upgrade: h2c"))).isEqualTo(426);
    assertThat(handshake(good.replace("Connection: Upgrade", "Connection: close"))).isEqualTo(426);
    assertThat(handshake(good.replace("GET /ws", "POST /ws"))).isEqualTo(405);
    assertThat(handshake(good.replace("/ws?", "/api/messages?"))).isEqualTo(200);
  }

  @Test
  void whateverIsSentIsAnsweredOrTheConnectionClosed() {
    var valid =
        "POST /api/session?x=%%41&y HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                .formatted(token)
            + "Transfer-Encoding: chunked\r\n\r\ne\r\n{\"name\":\"ada\"}\r\n0\r\n\r\n";
    Fuzz.check(
        fuzz -> {
          try (var client = RawClient.connect(backend)) {
            client.send(fuzz.chance(80) ? fuzz.mutated(valid) : fuzz.bytes(200));
            client.halfClose();
            assertThat(client.isClosedByServer()).isTrue();
          }
        });
  }

  private static int handshake(String head) {
    try (var client = RawClient.connect(backend)) {
      var answer = client.send(head).answer();
      assertThat(answer.status() == 200 || answer.isProblem()).isTrue();
      return answer.status();
    }
  }

  private static void checkRefusedAndClosed(String request, int status) {
    try (var client = RawClient.connect(backend)) {
      var answer = client.send(request).answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.isProblem()).isTrue();
      assertThat(answer.header("X-Replica")).isEqualTo("first");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  private static RawClient.Answer get(String target) {
    try (var client = RawClient.connect(backend)) {
      return client
          .send(
              "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(target, token))
          .answer();
    }
  }

  private static RawClient.Answer post(String path, byte[] body) {
    try (var client = RawClient.connect(backend)) {
      return client
          .send(
              "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: %s\r\n\r\n"
                  .formatted(path, token, body.length))
          .send(body)
          .answer();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
