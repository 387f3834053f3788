package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.base.StepFailed;

class PreflightTest {
  @Test
  void takenPortIsNamedUnlessTheProjectItselfHoldsIt() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ports = Map.of("GATEWAY_PORT", Integer.toString(other.getLocalPort()));

      assertThatExceptionOfType(StepFailed.class)
          .isThrownBy(() -> Preflight.portsAreFree(ports, Set.of()))
          .withMessageContaining(other.getLocalPort() + " (GATEWAY_PORT)");
      assertThatCode(() -> Preflight.portsAreFree(ports, Set.of(other.getLocalPort())))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void rangeIsTakenOnlyWhereAllOfItIsAndZeroNever() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = other.getLocalPort();

      assertThatCode(() -> Preflight.portsAreFree(ports((port - 5) + "-" + (port + 5)), Set.of()))
          .doesNotThrowAnyException();
      assertThatCode(() -> Preflight.portsAreFree(ports("0"), Set.of())).doesNotThrowAnyException();
      assertThatExceptionOfType(StepFailed.class)
          .isThrownBy(() -> Preflight.portsAreFree(ports(port + "-" + port), Set.of()));
    }
  }

  private static Map<String, String> ports(String published) {
    return Map.of("GATEWAY_PORT", published);
  }
}
