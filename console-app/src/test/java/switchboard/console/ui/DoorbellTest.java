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

class DoorbellTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final AtomicInteger rings = new AtomicInteger();

  @Test
  void secondStartCallsTheFirstWindowAsOftenAsItRings() throws IOException {
    assertThat(Doorbell.ring(folder, PATIENCE)).as("before there is a window").isFalse();
    try (var _ = Doorbell.hang(folder, rings::incrementAndGet).orElseThrow()) {
      assertThat(Doorbell.ring(folder, PATIENCE)).isTrue();
      assertThat(Doorbell.ring(folder, PATIENCE)).isTrue();
      assertThat(rings).hasValue(2);
    }
    assertThat(Doorbell.ring(folder, PATIENCE)).as("after it was closed").isFalse();
  }

  @Test
  void onlyOneWindowListensAndTheNextOneDoesAfterIt() throws IOException {
    var first = Doorbell.hang(folder, rings::incrementAndGet).orElseThrow();
    assertThat(Doorbell.hang(folder, () -> {})).isEmpty();
    assertThat(Doorbell.ring(folder, PATIENCE)).isTrue();
    first.close();

    try (var _ = Doorbell.hang(folder, () -> {}).orElseThrow()) {
      assertThat(Doorbell.ring(folder, PATIENCE)).isTrue();
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
    assertThat(Doorbell.ring(folder, PATIENCE)).isFalse();

    try (var _ = Doorbell.hang(folder, rings::incrementAndGet).orElseThrow()) {
      assertThat(Doorbell.ring(folder, PATIENCE)).isTrue();
    }
  }

  @Test
  void windowThatDoesNotAnswerIsNotWaitedForLongerThanPatience() throws IOException {
    Files.createDirectories(folder);
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(folder.resolve("window.sock")));

      assertThat(Doorbell.ring(folder, Duration.ofMillis(50))).isFalse();
    }
  }
}
