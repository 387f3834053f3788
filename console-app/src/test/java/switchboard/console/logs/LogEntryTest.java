package switchboard.console.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.platform.LogLine;

@Tag("locales")
class LogEntryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-22T16:25:57.426 WARNING 318 failures             | WARNING | 318 failures
          2026-11-22T16:25:57.426 SEVERE it broke                  | ERROR   | it broke
          2026-11-22T16:25:57.426 FINE details                     | DEBUG   | details
          812:M 22 Nov 2026 16:25:57.426 * Ready to accept         | INFO    | Ready to accept
          812:M 22 Nov 2026 16:25:57.426 # Out of memory           | WARNING | Out of memory
          time=2026-11-22T16:25:57Z level=ERROR source=a.go msg=no | ERROR   | source=a.go msg=no
          ts=2026-11-22T16:25:57Z caller=a.go:1 level=warn msg=no  | WARNING | msg=no
          2026/11/22 16:25:57 [error] 7#7: *1 upstream timed out   | ERROR   | *1 upstream timed out
          Exception in thread "main"                               | INFO    | Exception in thread "main"
          """)
  void timeAndLevelOfAProgramAreTakenOff(String line, Level level, String text) {
    var entry = LogEntry.of(new LogLine(Instant.EPOCH, "backend-1", line));

    assertThat(entry).isEqualTo(new LogEntry(Instant.EPOCH, "backend-1", level, text));
  }
}
