package switchboard.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private final Redaction redaction =
      new Redaction(List.of("web-7", "ann", "root", "store"), List.of(Path.of("/my/home")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no route to web-7: timed out             | no route to (name): timed out
          /my/home/x.log cannot be read            | (path) cannot be read
          read /tmp/switchboard-1/store.sock: gone | read (path) gone
          C:\\Users\\ann\\x.txt is locked          | (path) is locked
          Failed to connect to /10.2.3.4:9090      | Failed to connect to /(address):9090
          lookup db-3.corp.example.com failed      | lookup (name) failed
          lookup store.internal: no such host      | lookup (name): no such host
          dial fe80::1ff:fe23:4567:890a%eth0       | dial (address)
          dial [2001:db8::7]:6379                  | dial [(address)]:6379
          """)
  void whatTellsOnAMachineIsLeftOut(String text, String left) {
    assertThat(redaction.of(text)).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /api/messages: 503
          the root cause is in the store
          annotated by web-77
          connect to 127.0.0.1:5173 refused
          Redis 6.2.11 (embedded)
          217 requests/s each
          requests.failed<=0.1% during run: 0 of 9 requests failed
          java.net.ConnectException: refused
          switchboard.chat.room is full
          see nginx.conf and store.aof
          at 12:04:31 the users.disconnectedSeconds were 3
          listening on ::1
          """)
  void whatTellsNothingIsLeftAlone(String text) {
    assertThat(redaction.of(text)).isEqualTo(text);
  }

  @Test
  void noTextStaysNone() {
    assertThat(redaction.of(null)).isNull();
  }
}
