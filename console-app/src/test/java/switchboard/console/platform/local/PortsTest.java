package switchboard.console.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locales")
class PortsTest {
  @Test
  void secondConsoleGetsAnotherPortEvenBeforeTheFirstHasBoundIt() throws IOException {
    int wellKnown;
    try (var first = new Ports();
        var second = new Ports()) {
      wellKnown = first.free();
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

  @Test
  void noPortIsGivenOutTwiceUntilItsLaunchIsOver() throws IOException {
    try (var one = new Ports();
        var other = new Ports()) {
      var ports = new HashSet<Integer>();
      for (int i = 0; i < 300; i++) {
        ports.add(one.free());
        ports.add(other.free());
      }
      assertThat(ports).hasSize(600);
      // Those of outgoing connections begin above.
      assertThat(ports).allMatch(port -> port < 32_768);
    }
  }
}
