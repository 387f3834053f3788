package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.chat.gateway.replicas.Address;
import switchboard.chat.gateway.replicas.Endpoint;
import switchboard.chat.management.Environment;
import switchboard.chat.management.InvalidSetting;

@Tag("locales")
class GatewayConfigTest {
  private static final Map<String, String> MIN = Map.of("ADMIN_TOKEN", "0123456789abcdef");

  @Test
  void defaultsAreThoseOfTheContract() {
    var config = GatewayConfig.of(new Environment(MIN));

    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(5173);
    assertThat(config.managementPort()).isEqualTo(5174);
    assertThat(config.replicas()).isEmpty();
  }

  @Test
  void replicasAreReadInOrder() {
    var replicas =
        with(
                "REPLICAS",
                "backend-1=127.0.0.1:5001, backend-2=backend:5011, backend-3=unix:/a/b.sock")
            .replicas();

    assertThat(replicas)
        .containsExactly(
            new Endpoint("backend-1", new Address("127.0.0.1", 5001)),
            new Endpoint("backend-2", new Address("backend", 5011)),
            new Endpoint("backend-3", new Address(SocketAddress.domainSocketAddress("/a/b.sock"))));
    assertThat(replicas)
        .extracting(member -> member.address().toString())
        .containsExactly("127.0.0.1:5001", "backend:5011", "unix:/a/b.sock");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backend-1                        | expected name=host:port
          backend-1=127.0.0.1              | is not an address
          backend-1=127.0.0.1:70000        | port 70000 is not between 1 and 65535
          backend-1=unix:b.sock            | or unix:/path
          back end=127.0.0.1:5001          | is not a valid replica name
          a=h:1,a=h:2                      | replica a is listed twice
          """)
  void wrongReplicasAreNamed(String replicas, String expected) {
    assertThatThrownBy(() -> with("REPLICAS", replicas))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("REPLICAS")
        .hasMessageContaining(expected);
  }

  @Test
  void secretIsNotPrinted() {
    assertThat(GatewayConfig.of(new Environment(MIN)).toString())
        .doesNotContain("0123456789abcdef");
  }

  private static GatewayConfig with(String variable, String value) {
    var variables = new HashMap<String, String>(MIN);
    variables.put(variable, value);
    return GatewayConfig.of(new Environment(variables));
  }
}
