package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.Bodies;
import switchboard.chat.management.HeadLimits;

/** nginx's limits are numbers in a file: they are those of the replicas. */
class GatewayLimitsTest {
  private final String nginx = read(Path.of("../compose/gateway/nginx.conf"));

  @Test
  void nginxTakesBodiesAndHeadsAsLongAsReplicasDo() {
    assertThat(bytes("client_max_body_size ([0-9]+)k;")).isEqualTo(Bodies.MAX_BYTES);
    assertThat(bytes("client_body_buffer_size ([0-9]+)k;")).isEqualTo(Bodies.MAX_BYTES);
    assertThat(bytes("large_client_header_buffers [0-9]+ ([0-9]+)k;"))
        .isEqualTo(HeadLimits.DEFAULT.lineBytes())
        .isEqualTo(HeadLimits.DEFAULT.headerBytes());
  }

  @Test
  void nginxSaysTheNumbersThatReplicasSay() {
    assertThat(number("The body is longer than ([0-9]+) bytes")).isEqualTo(Bodies.MAX_BYTES);
    assertThat(number("The request line is longer than ([0-9]+) bytes"))
        .isEqualTo(HeadLimits.DEFAULT.lineBytes());
    assertThat(number("The headers are longer than ([0-9]+) bytes"))
        .isEqualTo(HeadLimits.DEFAULT.headerBytes());
  }

  private int bytes(String pattern) {
    return 1024 * number(pattern);
  }

  /** The group of the pattern's only match. */
  private int number(String pattern) {
    assertThat(Pattern.compile(pattern).matcher(nginx).results().map(MatchResult::group))
        .as(pattern)
        .hasSize(1);
    return Pattern.compile(pattern)
        .matcher(nginx)
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .sum();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}
