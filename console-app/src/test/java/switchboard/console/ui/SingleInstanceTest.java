package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final AtomicInteger rings = new AtomicInteger();

  @Test
  void secondStartCallsTheFirstWindowAsOftenAsItRings() throws IOException {
    assertThat(SingleInstance.ring(folder, TIMEOUT)).as("before there is a window").isFalse();
    try (var _ = SingleInstance.listen(folder, rings::incrementAndGet).orElseThrow()) {
      assertThat(SingleInstance.ring(folder, TIMEOUT)).isTrue();
      assertThat(SingleInstance.ring(folder, TIMEOUT)).isTrue();
      assertThat(rings).hasValue(2);
    }
    assertThat(SingleInstance.ring(folder, TIMEOUT)).as("after it was closed").isFalse();
  }

  @Test
  void onlyOneWindowListensAndTheNextOneDoesAfterIt() throws IOException {
    var first = SingleInstance.listen(folder, rings::incrementAndGet).orElseThrow();
    assertThat(SingleInstance.listen(folder, () -> {})).isEmpty();
    assertThat(SingleInstance.ring(folder, TIMEOUT)).isTrue();
    first.close();

    try (var _ = SingleInstance.listen(folder, () -> {}).orElseThrow()) {
      assertThat(SingleInstance.ring(folder, TIMEOUT)).isTrue();
    }
    assertThat(rings).hasValue(1);
  }

  @Test
  void whatAKilledConsoleLeftIsNotInTheWay() throws IOException {
    var left = folder.resolve("window.sock");
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(left));
    }
    assertThat(left).exists();
    assertThat(SingleInstance.ring(folder, TIMEOUT)).isFalse();

    try (var _ = SingleInstance.listen(folder, rings::incrementAndGet).orElseThrow()) {
      assertThat(SingleInstance.ring(folder, TIMEOUT)).isTrue();
    }
  }

  @Test
  void windowThatDoesNotAnswerIsNotWaitedForLongerThanPatience() throws IOException {
    Files.createDirectories(folder);
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(folder.resolve("window.sock")));

      assertThat(SingleInstance.ring(folder, Duration.ofMillis(50))).isFalse();
    }
  }
}
