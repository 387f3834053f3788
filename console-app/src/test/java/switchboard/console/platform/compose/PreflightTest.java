package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.StepFailed;

class PreflightTest {
  @Test
  void takenPortIsNamedUnlessTheProjectItselfHoldsIt() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ports = Map.of("GATEWAY_PORT", other.getLocalPort());

      assertThatExceptionOfType(StepFailed.class)
          .isThrownBy(() -> Preflight.portsAreFree(ports, Set.of()))
          .withMessageContaining(other.getLocalPort() + " (GATEWAY_PORT)");
      assertThatCode(() -> Preflight.portsAreFree(ports, Set.of(other.getLocalPort())))
          .doesNotThrowAnyException();
    }
  }
}
