package switchboard.console.platform.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.platform.base.StepFailed;

class ProxiesTest {
  private static final Map<String, String> BOTH =
      Map.of("HTTPS_PROXY", "secure.example:3128", "http_proxy", "http://plain.example");

  private static String between(
      Map<String, Object> cluster, String server, Map<String, String> environment)
      throws StepFailed {
    return Proxies.between(cluster, URI.create(server), environment)
        .map(URI::toString)
        .orElse("none");
  }

  @Test
  void variableIsThatOfTheServersScheme() throws StepFailed {
    assertThat(between(Map.of(), "https://c.example:6443", BOTH))
        .isEqualTo("http://secure.example:3128");
    assertThat(between(Map.of(), "http://c.example:8080", BOTH))
        .isEqualTo("http://plain.example:80");
    assertThat(between(Map.of(), "https://c.example", Map.of())).isEqualTo("none");
  }

  @Test
  void kubeconfigsProxyComesBeforeAllVariablesAndForEveryHost() throws StepFailed {
    var cluster = Map.<String, Object>of("proxy-url", "socks5://gate.example");

    assertThat(
            between(
                cluster, "https://127.0.0.1:6443", Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", "*")))
        .isEqualTo("socks5://gate.example:1080");
  }

  /** As {@code httpproxy.Config} of Go decides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://127.0.0.1:6443     | none.example       | direct
          https://localhost:6443     | none.example       | direct
          https://[::1]:6443         | none.example       | direct
          https://c.example:6443     | *                  | direct
          https://c.example:6443     | a.example, example | direct
          https://c.example:6443     | .example           | direct
          https://example:6443       | .example           | proxy
          https://notexample:6443    | example            | proxy
          https://C.example:6443     | c.EXAMPLE          | direct
          https://c.example:6443     | c.example:6443     | direct
          https://c.example:6443     | c.example:443      | proxy
          https://10.1.2.3:6443      | 10.0.0.0/8         | direct
          https://11.1.2.3:6443      | 10.0.0.0/8         | proxy
          https://192.0.2.7:6443     | 192.0.2.0/29       | direct
          https://192.0.2.8:6443     | 192.0.2.0/29       | proxy
          https://10.1.2.3:6443      | 10.1.2.3           | direct
          https://[2001:db8::1]:6443 | 2001:db8::/32      | direct
          """)
  void exceptionsAreThoseOfNoProxy(String server, String exceptions, String way) throws StepFailed {
    var environment = Map.of("HTTPS_PROXY", "http://proxy.example:1", "no_proxy", exceptions);

    assertThat(between(Map.of(), server, environment))
        .isEqualTo(way.equals("direct") ? "none" : "http://proxy.example:1");
  }

  @ParameterizedTest
  @CsvSource({"ftp://p.example", "http://", "not an address"})
  void whatIsNoProxyIsSaidToBeNone(String named) {
    var failed =
        catchThrowableOfType(
            StepFailed.class,
            () -> between(Map.of("proxy-url", named), "https://c.example", Map.of()));

    assertThat(failed)
        .hasMessageStartingWith("proxy-url of the kubeconfig is not a valid proxy address");
  }

  @Test
  void proxyThatWantsALogInBySocksIsSaidToBeBeyondTheConsole() {
    var failed =
        catchThrowableOfType(
            StepFailed.class,
            () ->
                between(
                    Map.of("proxy-url", "socks5://me:secret@p.example"),
                    "https://c.example",
                    Map.of()));

    assertThat(failed).hasMessageContaining("SOCKS").hasMessageNotContaining("secret");
  }
}
