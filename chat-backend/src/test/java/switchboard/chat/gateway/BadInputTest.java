package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.RawClient;
import switchboard.chat.testing.Fuzz;
import switchboard.chat.testing.QuietLog;

/**
 * Requests that no proper client sends. Each is answered by the gateway itself, or passed on
 * unchanged; none leaves anything in the log, and the gateway goes on.
 */
final class BadInputTest {
  private static final String SECOND = "GET /api/second HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @RegisterExtension static final GatewayOfOne system = new GatewayOfOne();
  @RegisterExtension final QuietLog log = new QuietLog();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /metrics",
        "GET /health/live",
        "GET /health/ready",
        "GET /replicas",
        "PUT /replicas",
        "PUT /faults",
        "DELETE /faults",
        "GET //metrics",
        "GET /./metrics",
        "GET /%6detrics",
        "GET /metrics/",
        "GET /metrics;/api/x",
        "GET /metrics?/api/x",
        "GET /api/../metrics",
        "GET /api/%2e%2e/metrics",
        "GET /api/..%2fmetrics",
        "GET /api/..%5cmetrics",
        "GET /api/.%2e/metrics",
        "GET /api/..;/metrics",
        "GET /api//metrics",
        "GET /api/x%00",
        "GET /api/x%0d%0aHost:%20b",
        "GET /api/",
        "GET /API/x",
        "GET /ws/../metrics",
        "GET http://x/metrics",
        "GET http://127.0.0.1:%d/metrics",
        "PUT http://127.0.0.1:%d/replicas",
        "GET http://127.0.0.1:%d/api/../metrics",
        "GET metrics",
        "GET *",
        "OPTIONS *",
        "CONNECT 127.0.0.1:%d",
        "CONNECT /metrics",
      })
  void nothingButTheApiIsReached(String request) {
    try (var client = RawClient.connect(system.port())) {
      var answer =
          client
              .send(
                  request.replace("%d", Integer.toString(system.gateway().managementPort()))
                      + " HTTP/1.1\r\nHost: 127.0.0.1:"
                      + system.gateway().managementPort()
                      + "\r\nAuthorization: Bearer "
                      + RunningGateway.ADMIN_TOKEN
                      + "\r\n\r\n")
              .answer();

      assertThat(answer.status()).isIn(400, 404, 405);
      assertThat(answer.isProblem()).isTrue();
      assertThat(system.replica().served()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\nTransfer-Encoding: chunked\n\n0\n\n",
        "Transfer-Encoding: chunked\nContent-Length: 100\n\n0\n\n",
        "Content-Length: 0\nContent-Length: 5\n\n",
        "Content-Length: 0, 5\n\n",
        "Content-Length: +0\n\n",
        "Content-Length: -1\n\n",
        "Content-Length: 0x0\n\n",
        "Content-Length: 99999999999999999999\n\n",
        "Content-Length : 0\n\n",
        "Transfer-Encoding : chunked\n\n0\n\n",
        "Transfer-Encoding: xchunked\n\n0\n\n",
        "Transfer-Encoding: chunked, identity\n\n0\n\n",
        "Transfer-Encoding: gzip, chunked\n\n0\n\n",
        "Transfer-Encoding: chunked\nTransfer-Encoding: identity\n\n0\n\n",
        "Transfer-\u0001Encoding: chunked\n\n0\n\n",
        "X: a\u0000b\n\n",
        "X: a\rb\n\n",
        "nothing\n\n",
        ": nameless\n\n",
      })
  void requestWhoseEndCannotBeToldIsRefusedAndNothingAfterItIsRead(String rest) {
    checkRefused(
        "POST /api/first HTTP/1.1\r\nHost: localhost\r\n" + rest.replace("\n", "\r\n") + SECOND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/first HTTP/1.1\nHost: localhost\n\n",
        "GET /api/first HTTP/1.1\r\nHost: localhost\nX: b\r\n\r\n",
        "GET /api/first HTTP/1.1\r\nHost: localhost\r\nX: b\n\r\n",
        "GET /api/first SMTP\r\n\r\n",
        "GET  /api/first\u00a0HTTP/1.1\r\n\r\n",
        "GET /api/first HTTP/1.1 x\r\n\r\n",
        "G\u0001T /api/first HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
      })
  void whatIsNotHttpIsRefusedAndNothingAfterItIsRead(String request) {
    checkRefused(request + SECOND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xyz\n0\n\n",
        "-1\n0\n\n",
        "5\nabcdefgh\n0\n\n",
        "7fffffffffffffffff\na\n0\n\n",
        "0;a\nb\n\n",
      })
  void chunkThatIsNoneEndsTheConnectionAndNothingAfterItIsRead(String chunks) {
    try (var client = RawClient.connect(system.port())) {
      client.send(
          "POST /api/first HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunks.replace("\n", "\r\n")
              + SECOND);

      assertThat(client.isClosedByServer()).isTrue();
      assertThat(system.replica().served()).isEmpty();
    }
  }

  @Test
  void http2InClearTextIsNotSpoken() {
    try (var client = RawClient.connect(system.port())) {
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + SECOND);

      assertThat(client.answer().status()).isEqualTo(501);
      assertThat(client.remainder()).isEmpty();
      assertThat(system.replica().served()).isEmpty();
    }
  }

  @Test
  void foldedHeaderReachesNoReplicaAsAnotherHeader() {
    try (var client = RawClient.connect(system.port())) {
      client.send(
          "GET /api/first HTTP/1.1\r\nHost: localhost\r\nX: b\r\n Content-Length: 50\r\n\r\n"
              + SECOND);

      assertThat(client.answer().status()).isEqualTo(200);
      var headers = system.replica().served().getFirst().getJsonObject("headers");
      assertThat(headers.getString("x")).isEqualTo("b Content-Length: 50");
      assertThat(headers.fieldNames()).doesNotContain("content-length");
    }
  }

  @Test
  void whatIsBetweenNeighboursIsNotPassedOn() {
    try (var client = RawClient.connect(system.port())) {
      client.send(
          """
          POST /api/x HTTP/1.1
          Host: localhost
          Connection: keep-alive, X-Hop
          Connection: X-Hop-Too
          X-Hop: 1
          X-Hop-Too: 1
          Keep-Alive: timeout=5
          Proxy-Authorization: Basic x
          TE: trailers
          Trailer: X-Late
          Upgrade: h2c
          Transfer-Encoding: chunked

          2
          hi
          0
          X-Late: 1

          """
              .replace("\n", "\r\n"));

      assertThat(client.answer().status()).isEqualTo(200);
      var seen = system.replica().served().getFirst();
      assertThat(seen.getString("body")).isEqualTo("hi");
      assertThat(seen.getJsonObject("headers").fieldNames())
          .containsOnly(
              "host", "content-length", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host");
    }
  }

  @Test
  void headThatIsNearlyAsLongAsItMayBeIsPassedOn() {
    var target = "/api/second?q=" + "q".repeat(7_000);
    var header = "X: " + "x".repeat(7_500) + "\r\n";
    try (var client = RawClient.connect(system.port())) {
      client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n");

      // The replica of these tests takes less, and says so in its own way.
      assertThat(client.answer().header("Content-Type")).as("refused by the gateway").isEmpty();
    }
  }

  @Test
  void headThatIsTooLongIsRefusedAndTheConnectionClosed() {
    checkProblemAndClosed(
        "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414);
    checkProblemAndClosed(
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(17_000) + "\r\n\r\n", 431);
    checkProblemAndClosed(
        "GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: x\r\n".repeat(6_000) + "\r\n", 431);
  }

  @Test
  void bodyThatIsTooLongIsRefusedAndTheConnectionClosed() {
    var chunk = "1000\r\n" + "x".repeat(4_096) + "\r\n";
    try (var announced = RawClient.connect(system.port());
        var chunked = RawClient.connect(system.port())) {
      announced.send(
          "POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n{");
      chunked.send(
          "POST /api/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunk.repeat(7));
      for (var client : List.of(announced, chunked)) {
        var answer = client.answer();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.isProblem()).isTrue();
      }
      assertThat(announced.remainder()).isEmpty();
      assertThat(chunked.remainder()).isEmpty();
    }
    assertThat(system.replica().served()).isEmpty();
  }

  @Test
  void whateverIsSentIsAnsweredOrTheConnectionClosed() {
    var valid =
        "POST /api/x?x=%41&y HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"
            + SECOND;
    Fuzz.check(
        fuzz -> {
          try (var client = RawClient.connect(system.port())) {
            client.send(fuzz.chance(80) ? fuzz.mutated(valid) : fuzz.bytes(200));
            client.halfClose();
            assertThat(client.isClosedByServer()).isTrue();
          }
        });
  }

  private static void checkRefused(String request) {
    checkProblemAndClosed(request, 400);
    assertThat(system.replica().served()).isEmpty();
  }

  private static void checkProblemAndClosed(String request, int status) {
    try (var client = RawClient.connect(system.port())) {
      var answer = client.send(request.getBytes(StandardCharsets.ISO_8859_1)).answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.isProblem()).isTrue();
      assertThat(client.remainder()).isEmpty();
    }
  }
}
