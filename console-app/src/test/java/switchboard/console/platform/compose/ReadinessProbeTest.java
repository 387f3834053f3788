package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store is asked in its own protocol whether it serves its replicas. */
class ReadinessProbeTest {
  @ParameterizedTest
  @CsvSource({
    "+OK|+PONG|, true",
    "+OK|-LOADING the dataset in memory|, false",
    "-WRONGPASS invalid username-password pair|-NOAUTH Authentication required.|, false",
    "+OK|, false",
  })
  void storeIsReadyWhenItAnswersAPing(String answer, boolean ready) throws Exception {
    var asked = lines("*3|$4|AUTH|$7|backend|$9|pass wör|*1|$4|PING|");
    try (var store = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var heard =
          CompletableFuture.supplyAsync(
              () -> {
                try (var socket = store.accept()) {
                  var words = socket.getInputStream().readNBytes(asked.length);
                  socket.getOutputStream().write(lines(answer));
                  return words;
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });

      var address = new InetSocketAddress(store.getInetAddress(), store.getLocalPort());
      assertThat(ReadinessProbe.answersPing(address, "pass wör")).isEqualTo(ready);
      assertThat(heard.join()).isEqualTo(asked);
    }
  }

  @Test
  void storeThatDoesNotListenIsAFailureToAsk() throws IOException {
    var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    var address = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
    free.close();

    assertThatThrownBy(() -> ReadinessProbe.answersPing(address, "secret"))
        .isInstanceOf(IOException.class);
  }

  private static byte[] lines(String text) {
    return text.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
