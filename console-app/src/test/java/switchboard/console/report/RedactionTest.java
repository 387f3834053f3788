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
          """)
  void whatTellsNothingIsLeftAlone(String text) {
    assertThat(redaction.of(text)).isEqualTo(text);
  }

  @Test
  void noTextStaysNone() {
    assertThat(redaction.of(null)).isNull();
  }
}
