package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.chat.RawClient;
import switchboard.chat.management.Environment;
import switchboard.chat.management.InvalidSetting;

/** What is believed of a request's client. */
final class TrustedProxiesTest {
  private final Vertx vertx = Vertx.vertx();
  private TestReplica replica;

  @BeforeEach
  void start() {
    replica = new TestReplica(vertx, "backend-1").start();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private JsonObject seen(String trusted, Map<String, String> headers) {
    try (var gateway = RunningGateway.with(Map.of("TRUSTED_PROXIES", trusted), replica.member())) {
      gateway.awaitState("backend-1", "up");
      return gateway.send(HttpMethod.GET, "/api/x", headers, null).json().getJsonObject("headers");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                     | 203.0.113.7                         | 127.0.0.1
          10.0.0.0/8             | 203.0.113.7                         | 127.0.0.1
          127.0.0.1              | 203.0.113.7                         | 203.0.113.7
          127.0.0.0/8            | 198.51.100.1, 203.0.113.7           | 203.0.113.7
          127.0.0.0/8,10.0.0.0/8 | 198.51.100.1, 203.0.113.7, 10.1.2.3 | 203.0.113.7
          127.0.0.0/8,10.0.0.0/8 | 10.9.9.9, 10.1.2.3                  | 10.9.9.9
          127.0.0.1              | unknown                             | 127.0.0.1
          127.0.0.1, 2001:db8::/32 | 203.0.113.7, 2001:db8::5          | 203.0.113.7
          """)
  void clientIsTheLastAddressThatNoTrustedProxyHas(String trusted, String sent, String client) {
    assertThat(seen(trusted, Map.of("X-Forwarded-For", sent)).getString("x-forwarded-for"))
        .isEqualTo(client);
  }

  @Test
  void schemeIsBelievedOfATrustedProxy() {
    var sent = Map.of("X-Forwarded-Proto", "https");

    assertThat(seen("127.0.0.1", sent).getString("x-forwarded-proto")).isEqualTo("https");
  }

  @Test
  void schemeIsNotBelievedOfAnybodyElse() {
    var sent = Map.of("X-Forwarded-Proto", "https");

    assertThat(seen("", sent).getString("x-forwarded-proto")).isEqualTo("http");
  }

  @Test
  void anotherSchemeIsNotPassedOn() {
    var sent = Map.of("X-Forwarded-Proto", "gopher");

    assertThat(seen("127.0.0.1", sent).getString("x-forwarded-proto")).isEqualTo("http");
  }

  @Test
  void rateOfOneAddressIsThatOfTheProxysClient() {
    var settings = Map.of("TRUSTED_PROXIES", "127.0.0.1", "REQUESTS_PER_SECOND", "1");
    var request = "GET /api/x HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: %s\r\n\r\n";
    try (var gateway = RunningGateway.with(settings, replica.member());
        var proxy = RawClient.connect(gateway.port())) {
      gateway.awaitState("backend-1", "up");
      // In one write: a second later it would be served again.
      proxy.send(request.formatted("203.0.113.7").repeat(2) + request.formatted("203.0.113.8"));

      assertThat(proxy.answer().status()).isEqualTo(200);
      assertThat(proxy.answer().status()).isEqualTo(429);
      assertThat(proxy.answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::/129"})
  void whatIsNeitherAddressNorNetworkIsRefused(String wrong) {
    assertThatThrownBy(() -> TrustedProxies.of(new Environment(Map.of("TRUSTED_PROXIES", wrong))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("TRUSTED_PROXIES: found \"" + wrong + "\"");
  }
}
