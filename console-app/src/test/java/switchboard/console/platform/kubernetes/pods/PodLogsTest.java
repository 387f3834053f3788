package switchboard.console.platform.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PodLogsTest {
  @Test
  void linesKeepTheirTimesAndThePiecesOfALongOneStayTogether() {
    var lines = PodLogs.lines("2026-01-01T00:00:00.5Z one two\nrest\n", "backend-1");

    assertThat(lines).extracting(line -> line.text()).containsExactly("one two", "rest");
    assertThat(lines.get(1).at()).isEqualTo(lines.get(0).at());
  }
}
