package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.RawClient;
import switchboard.chat.Replica;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.management.Bodies;
import switchboard.chat.management.Environment;
import switchboard.chat.management.HeadLimits;
import switchboard.chat.testing.StoreServer;

/**
 * The HTTP contract of the Chat API, at a replica or a gateway before it: each of these answers is
 * the same at both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpContract {
  /** In ALLOWED_HOSTS. */
  static final String CONFIGURED_HOST = "chat.example";

  /** Escaped, as a JSON encoder must, it takes six times the space. */
  private static final String ESCAPED_TEXT = "\\u0001".repeat(4_096);

  /** Where the API answers, on 127.0.0.1. */
  abstract int port();

  /** A replica on loopback, not started. */
  static Replica replica(StoreServer store) {
    return new Replica(
        ChatConfig.from(
            new Environment(
                Map.of(
                    "PORT", "0",
                    "MANAGEMENT_PORT", "0",
                    "STORE_URL", store.address().toString(),
                    "JWT_SECRET", "a secret of the tests, 32 bytes or more",
                    "ADMIN_TOKEN", RunningGateway.ADMIN_TOKEN,
                    "REPLICA_NAME", "backend-1",
                    "CGROUP_ROOT", "",
                    "LOAD_TOKEN", "load-token-of-the-tests",
                    "ALLOWED_HOSTS", CONFIGURED_HOST))));
  }

  @Test
  final void longestTextPassesHoweverItIsEscaped() {
    var token = token();
    var answer = post("/api/messages", token, message("longest", "escaped", ESCAPED_TEXT));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    var page =
        exchange("GET /api/messages?room=longest HTTP/1.1\r\nAuthorization: Bearer " + token);
    assertThat(page.body()).contains(ESCAPED_TEXT);
  }

  @Test
  final void textThatIsAByteLongerIsRefusedAsThat() {
    var answer =
        post("/api/messages", token(), message("longest", "longer", "\\u0001" + ESCAPED_TEXT));

    assertRefused(answer, 413, "text-too-long");
    assertThat(answer.body()).contains("4096");
  }

  @Test
  final void bodyMayBeAsLongAsTheLimitSays() {
    var document = "{\"name\":\"ada\"}";

    assertThat(post("/api/session", "", padded(document, Bodies.MAX_BYTES)).status())
        .isEqualTo(201);
    var answer = post("/api/session", "", padded(document, Bodies.MAX_BYTES + 1));
    assertRefused(answer, 413, "body-too-large");
    assertThat(answer.body()).contains("longer than " + Bodies.MAX_BYTES + " bytes");
  }

  @Test
  final void headMayBeAsLongAsTheLimitsSay() {
    var line = "GET /api/replica?q=%s HTTP/1.1";
    var header = "GET /api/replica HTTP/1.1\r\nX-Long: ";
    // Each counts the ends of lines, and what it adds itself, in its own way.
    int slack = 256;
    int lineBytes = HeadLimits.DEFAULT.lineBytes();
    int headerBytes = HeadLimits.DEFAULT.headerBytes();

    assertThat(exchange(line.formatted("q".repeat(lineBytes - slack))).status()).isEqualTo(200);
    assertThat(exchange(header + "x".repeat(headerBytes - slack)).status()).isEqualTo(200);
    var longLine = exchange(line.formatted("q".repeat(lineBytes)));
    assertRefused(longLine, 414, "uri-too-long");
    assertThat(longLine.body()).contains("longer than " + lineBytes + " bytes");
    // Headers that a gateway passes on because none of them is long by itself reach the replica.
    for (var headers :
        List.of("x".repeat(headerBytes + 1_024), "x" + "\r\nX: x".repeat(headerBytes / 3))) {
      var answer = exchange(header + headers);
      assertRefused(answer, 431, "headers-too-large");
      assertThat(answer.body()).contains("longer than " + headerBytes + " bytes");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE  | /api/messages | GET, HEAD, POST",
        "PUT     | /api/messages | GET, HEAD, POST",
        "OPTIONS | /api/messages | GET, HEAD, POST",
        "GET     | /api/session  | POST",
        "POST    | /api/replica  | GET, HEAD",
        "DELETE  | /ws           | GET, HEAD",
      })
  final void methodThatAPathDoesNotTakeIsToldWhichItTakes(
      String method, String path, String allowed) {
    var answer = exchange(method + " " + path + " HTTP/1.1\r\nContent-Length: 0");

    assertRefused(answer, 405, "method-not-allowed");
    assertThat(words(answer.header("Allow"))).isEqualTo(words(allowed));
  }

  @Test
  final void headIsAnsweredAsGetWithoutTheBody() {
    var token = token();
    post("/api/messages", token, message("head", "1", "hi"));
    var request = " /api/messages?room=head HTTP/1.1\r\nAuthorization: Bearer " + token;
    try (var client = RawClient.connect(port())) {
      client.send("HEAD" + request + "\r\nHost: localhost\r\n\r\n");
      var head = client.answerToHead();
      // On the same connection: had a body come, this would read it.
      var get = client.send("GET" + request + "\r\nHost: localhost\r\n\r\n").answer();

      assertThat(head.status()).isEqualTo(get.status()).isEqualTo(200);
      assertThat(get.body()).contains("\"hi\"");
      for (var header : List.of("Content-Type", "Content-Length", "Cache-Control")) {
        assertThat(head.header(header)).as(header).isEqualTo(get.header(header)).isNotEmpty();
      }
      assertThat(
              client
                  .send("HEAD /api/messages?room=head&limit=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .answerToHead()
                  .status())
          .isIn(400, 401);
      assertThat(client.send("GET" + request + "\r\nHost: localhost\r\n\r\n").answer().status())
          .isEqualTo(200);
    }
  }

  @Test
  final void whatIsNoHandshakeIsToldToUpgrade() {
    var path = "/ws?room=a&token=" + token();
    var plain = exchange("GET " + path + " HTTP/1.1");
    var otherVersion =
        exchange(
            "GET "
                + path
                + " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    for (var answer : List.of(plain, otherVersion)) {
      assertRefused(answer, 426, "upgrade-required");
      assertThat(answer.header("Upgrade")).isEqualTo("websocket");
    }
    assertThat(otherVersion.header("Sec-WebSocket-Version")).isEqualTo("13");
  }

  @Test
  final void nothingThatIsAnsweredMayBeCached() {
    var token = token();
    var session = post("/api/session", "", "{\"name\":\"ada\"}");
    var sent = post("/api/messages", token, message("cached", "1", "hi"));
    var page = exchange("GET /api/messages?room=cached HTTP/1.1\r\nAuthorization: Bearer " + token);
    var unauthorized = post("/api/messages", "none", "{}");
    var unknown = exchange("GET /nothing HTTP/1.1");

    assertThat(Stream.of(session, sent, page, unauthorized, unknown).map(RawClient.Answer::status))
        .containsExactly(201, 201, 200, 401, 404);
    assertThat(Stream.of(session, sent, page, unauthorized, unknown))
        .allSatisfy(answer -> assertThat(answer.header("Cache-Control")).isEqualTo("no-store"));
    assertThat(unauthorized.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "notlocalhost",
        "10.0.0.1",
        "[::2]",
      })
  final void nameThatWasMadeToPointHereIsRefused(String host) {
    for (var request :
        List.of(
            "GET / HTTP/1.1",
            "GET /api/messages?room=a HTTP/1.1",
            "POST /api/session HTTP/1.1\r\nContent-Length: 0",
            "GET /ws?room=a HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade"
                + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")) {
      assertRefused(exchange(request + "\r\nHost: " + host, "", ""), 421, "misdirected");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:5173",
        "chat.localhost",
        "127.0.0.1",
        "127.1.2.3:80",
        "[::1]:5173",
        CONFIGURED_HOST,
        CONFIGURED_HOST + ":8443",
      })
  final void localAndConfiguredHostsAndTheirPagesAreServed(String host) {
    assertThat(sessionStatus("Host: " + host)).isEqualTo(201);
    assertThat(sessionStatus("Host: localhost\r\nOrigin: http://" + host)).isEqualTo(201);
    assertThat(sessionStatus("Host: localhost\r\nOrigin: https://" + host)).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://localhost.evil.example:5173",
        "http://10.0.0.1",
        "null",
        "file://",
        "http://localhost@evil.example",
      })
  final void pageOfAnotherOriginIsRefused(String origin) {
    var headers = "\r\nOrigin: " + origin;
    var handshake = RawClient.handshake("/ws?room=a&token=" + token(), "any", "13");

    assertRefused(
        exchange("POST /api/session HTTP/1.1\r\nContent-Length: 0" + headers), 403, "misdirected");
    try (var client = RawClient.connect(port())) {
      var answer = client.send(handshake.replace("\r\nHost: ", headers + "\r\nHost: ")).answer();
      assertRefused(answer, 403, "misdirected");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X: y", "Host: localhost\r\nHost: localhost", "Host:", "Host: a b", "Host: a/b"})
  final void requestThatDoesNotSayOneHostIsMalformed(String headers) {
    var answer = exchange("GET /api/replica HTTP/1.1\r\n" + headers, "", "");

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.code()).isIn("invalid-host", "malformed");
  }

  private int sessionStatus(String headers) {
    var body = "{\"name\":\"ada\"}";
    return exchange(
            "POST /api/session HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n" + headers,
            "",
            body)
        .status();
  }

  final String token() {
    var session = post("/api/session", "", "{\"name\":\"ada\"}");
    assertThat(session.status()).as(session.body()).isEqualTo(201);
    return new JsonObject(session.body()).getString("token");
  }

  final RawClient.Answer post(String path, String token, String body) {
    return exchange(
        String.format(
            Locale.ROOT,
            "POST %s HTTP/1.1\r\nAuthorization: Bearer %s\r\nContent-Length: %d",
            path,
            token,
            body.getBytes(StandardCharsets.UTF_8).length),
        body);
  }

  final RawClient.Answer exchange(String head) {
    return exchange(head, "");
  }

  private RawClient.Answer exchange(String head, String body) {
    return exchange(head, "\r\nHost: localhost", body);
  }

  private RawClient.Answer exchange(String head, String host, String body) {
    try (var client = RawClient.connect(port())) {
      return client.send(head + host + "\r\n\r\n" + body).answer();
    }
  }

  static void assertRefused(RawClient.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.isProblem()).as(answer.body()).isTrue();
    assertThat(answer.code()).isEqualTo(code);
  }

  private static String message(String room, String id, String text) {
    return "{\"room\":\"%s\",\"id\":\"%s\",\"text\":\"%s\"}".formatted(room, id, text);
  }

  private static String padded(String document, int length) {
    return document + " ".repeat(length - document.length());
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }
}
