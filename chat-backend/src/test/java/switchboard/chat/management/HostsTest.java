package switchboard.chat.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.2"})
  void serverOnLoopbackIsLimitedToItsHosts(String host) {
    assertThat(hosts("", host).limited()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "backend.example"})
  void serverOnANetworkIsLimitedOnlyWhenHostsAreConfigured(String host) {
    assertThat(hosts("", host).limited()).isFalse();
    assertThat(hosts("chat.example", host).limited()).isTrue();
  }

  @Test
  void configuredHostsAreReadInAnyCase() {
    assertThat(hosts("Chat.Example, 10.0.0.1,[fe80::1]", "127.0.0.1").configured())
        .isEqualTo(Set.of("chat.example", "10.0.0.1", "[fe80::1]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat.example:80", "http://chat.example", "a b", "*"})
  void whatIsNoHostIsAnInvalidSetting(String hosts) {
    assertThatThrownBy(() -> hosts(hosts, "127.0.0.1"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("ALLOWED_HOSTS");
  }

  private static Hosts hosts(String allowed, String listensOn) {
    return Hosts.of(new Environment(Map.of("ALLOWED_HOSTS", allowed)), listensOn);
  }
}
