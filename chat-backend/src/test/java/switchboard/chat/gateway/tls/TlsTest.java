package switchboard.chat.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.RawClient;
import switchboard.chat.testing.QuietLog;

/** The gateway's public port with TLS. */
final class TlsTest {
  private static final String REQUEST = "GET /api/x?a=1 HTTP/1.1\r\nHost: localhost:5173\r\n\r\n";

  private static final String PAGE = "GET /api/page HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @RegisterExtension final QuietLog log = new QuietLog();
  @TempDir Path folder;
  private SecureGateway system;

  @BeforeEach
  void start() {
    system = new SecureGateway(folder);
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void replicaIsToldThatItsClientUsedTls() throws Exception {
    var seen = new JsonObject(system.get("/api/x").body());

    assertThat(seen.getJsonObject("headers").getString("x-forwarded-proto")).isEqualTo("https");
  }

  @Test
  void usersChatOverWebSocketsWithTls() throws Exception {
    var user = system.connect();

    assertThat(user.next()).isEqualTo("backend-1");
    assertThat(user.ask("hi")).isEqualTo("hi");
    var _ = user.socket.sendClose(4001, "");
    await().untilAsserted(() -> assertThat(system.replica.closeCodes()).containsExactly(4001));
  }

  @Test
  void longTextsComeWholeOverWebSocketsWithTls() throws Exception {
    var text = "0123456789".repeat(6_000);
    var user = system.connect();
    user.next();

    for (int i = 0; i < 20; i++) {
      assertThat(user.ask(text)).isEqualTo(text);
    }
  }

  @Test
  void usersOfAGatewayThatStopsAreSentAway() throws Exception {
    var user = system.connect();
    user.next();

    system.gateway.stop();

    assertThat(user.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1001);
  }

  @Test
  void clientIsOfferedHttp1AloneByAlpn() throws Exception {
    try (var socket =
        (SSLSocket) system.trust().getSocketFactory().createSocket("127.0.0.1", system.port())) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();

      assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
      assertThat(socket.getSession().getPeerCertificates()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void versionIsSpoken(String version) throws Exception {
    try (var socket =
        (SSLSocket) system.trust().getSocketFactory().createSocket("127.0.0.1", system.port())) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();

      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  /** The JDK's own client no longer speaks it. */
  @Test
  void olderVersionIsRefused() throws Exception {
    var hello = ByteBuffer.allocate(50);
    hello.put((byte) 22).putShort((short) 0x0301).putShort((short) 45);
    // The greeting: TLS 1.1, a random number, no session, one cipher suite, no compression.
    hello.put((byte) 1).put((byte) 0).putShort((short) 41);
    hello.putShort((short) 0x0302).put(new byte[32]).put((byte) 0);
    hello.putShort((short) 2).putShort((short) 0xC009).put((byte) 1).put((byte) 0);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), system.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(hello.array());
      var answer = new byte[7];
      new DataInputStream(socket.getInputStream()).readFully(answer);

      assertThat(answer[0]).as("alert").isEqualTo((byte) 21);
      assertThat(answer[6]).as("protocol_version").isEqualTo((byte) 70);
    }
  }

  @Test
  void plainRequestIsSentToTheSameAddressWithTls() {
    try (var client = RawClient.connect(system.port())) {
      var answer = client.send(REQUEST).answer();

      assertThat(answer.status()).isEqualTo(308);
      assertThat(answer.header("Location")).isEqualTo("https://localhost:5173/api/x?a=1");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("Strict-Transport-Security")).isEmpty();
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(system.replica.served()).isEmpty();
  }

  @Test
  void plainHandshakeOfAWebSocketIsSentToTls() {
    try (var client = RawClient.connect(system.port())) {
      client.send(RawClient.handshake("/ws?room=r", "any", "13"));

      assertThat(client.answer().status()).isEqualTo(308);
    }
    assertThat(system.replica.served()).isEmpty();
  }

  @Test
  void plainRequestOfAnotherHostIsRefusedAndNotSentThere() {
    try (var client = RawClient.connect(system.port())) {
      client.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");

      assertThat(client.answer().status()).isEqualTo(421);
    }
  }

  @Test
  void browsersAreNotToldToUseTlsAloneUnlessThatIsAskedFor() throws Exception {
    assertThat(system.get("/").headers().firstValue("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void browsersAreToldToUseTlsAloneWhenThatIsAskedFor() throws Exception {
    try (var strict = new SecureGateway(folder, Map.of("HSTS", "true"))) {
      for (var path : new String[] {"/", "/api/x", "/nothing"}) {
        assertThat(strict.get(path).headers().firstValue("Strict-Transport-Security"))
            .contains("max-age=31536000");
      }
      try (var client = RawClient.connect(strict.port())) {
        assertThat(client.send(REQUEST).answer().header("Strict-Transport-Security")).isEmpty();
      }
    }
  }

  @Test
  void endOfTheCertificateIsPublished() {
    var seconds = system.shown().getNotAfter().toInstant().getEpochSecond();

    assertThat(system.gateway.metric("tls_certificate_not_after_seconds"))
        .isEqualTo((double) seconds);
  }

  @Test
  void clientsThatDoNotReadAreClosedForTheBudgetAndOthersAreServed() throws Exception {
    try (var small = new SecureGateway(folder, Map.of("MAX_UNSENT_MIB", "1"))) {
      var silent =
          Stream.generate(() -> RawClient.connect(small.trust(), small.port())).limit(20).toList();
      // The system's own buffers take the first.
      silent.forEach(client -> client.send(PAGE.repeat(3)));

      await()
          .untilAsserted(
              () ->
                  assertThat(small.gateway.metric("gateway_connections_closed_total"))
                      .isPositive());
      assertThat(small.gateway.metric("gateway_unsent_bytes")).isBetween(1.0, 1024.0 * 1024);
      assertThat(small.get("/api/x").statusCode()).isEqualTo(200);
      silent.forEach(RawClient::close);
    }
  }
}
