package switchboard.console.platform.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.GatewayEvent;
import switchboard.console.platform.LogLine;

class NginxErrorsTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private static LogLine line(String words, String address) {
    return new LogLine(
        AT,
        "gateway",
        ("2026/01/01 11:59:59 [warn] 29#29: *123 %s while connecting to upstream, client:"
                + " 172.18.0.1, server: , request: \"POST /api/messages HTTP/1.1\", upstream:"
                + " \"http://%s:5001/api/messages\", host: \"localhost:5173\"")
            .formatted(words, address));
  }

  @Test
  void replicaThatNginxDisablesIsTakenOut() {
    var lines =
        List.of(
            line("upstream timed out (110: Connection timed out)", "172.18.0.5"),
            line("upstream server temporarily disabled", "172.18.0.5"),
            line("upstream server temporarily disabled", "172.18.0.77"));

    assertThat(NginxErrors.takenOut("gateway", lines, Map.of("172.18.0.5", "backend-2")))
        .containsExactly(
            new GatewayEvent(
                "gateway",
                "backend-2",
                true,
                AT.minusSeconds(1),
                AT,
                "was disabled, by nginx's error log"));
  }
}
