package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void secondConsoleGetsAnotherPortEvenBeforeTheFirstHasBoundIt() throws IOException {
    var wellKnown = Ports.free();
    try (var first = new Ports();
        var second = new Ports()) {
      assertThat(first.preferred(wellKnown)).isEqualTo(wellKnown);
      assertThat(second.preferred(wellKnown)).isNotEqualTo(wellKnown);
    }
    try (var third = new Ports()) {
      assertThat(third.preferred(wellKnown)).isEqualTo(wellKnown);
    }
  }

  @Test
  void portThatSomethingElseHoldsIsLeftToIt() throws IOException {
    try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var ports = new Ports()) {
      assertThat(ports.preferred(holder.getLocalPort())).isNotEqualTo(holder.getLocalPort());
    }
  }
}
