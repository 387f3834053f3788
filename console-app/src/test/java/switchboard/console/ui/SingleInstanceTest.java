package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final AtomicInteger rings = new AtomicInteger();

  @Test
  void secondStartCallsTheFirstWindowAsOftenAsItRings() throws IOException {
    assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT))
        .as("before there is a window")
        .isFalse();
    try (var _ = SingleInstance.listen(folder, _ -> rings.incrementAndGet()).orElseThrow()) {
      assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT)).isTrue();
      assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT)).isTrue();
      assertThat(rings).hasValue(2);
    }
    assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT))
        .as("after it was closed")
        .isFalse();
  }

  @Test
  void secondStartForABundleHandsItToTheFirstWindow() throws IOException {
    var bundle = folder.resolve("größer als zuvor.swb");
    var handed = new ArrayList<Optional<Path>>();
    try (var _ = SingleInstance.listen(folder, handed::add).orElseThrow()) {
      assertThat(SingleInstance.ring(folder, Optional.of(bundle), TIMEOUT)).isTrue();
      assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT)).isTrue();
    }
    assertThat(handed).containsExactly(Optional.of(bundle), Optional.empty());
  }

  @Test
  void visitorThatSendsTooMuchOrNothingKeepsNobodyWaiting() throws IOException {
    var socket = UnixDomainSocketAddress.of(folder.resolve("window.sock"));
    try (var _ = SingleInstance.listen(folder, _ -> rings.incrementAndGet()).orElseThrow();
        var silent = SocketChannel.open(socket);
        var loud = SocketChannel.open(socket)) {
      loud.write(ByteBuffer.allocate(4_097));
      assertThat(loud.read(ByteBuffer.allocate(1))).as("sent away").isLessThan(0);

      assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT)).isTrue();
      assertThat(silent.isConnected()).isTrue();
      assertThat(rings).hasValue(1);
    }
  }

  @Test
  void onlyOneWindowListensAndTheNextOneDoesAfterIt() throws IOException {
    var first = SingleInstance.listen(folder, _ -> rings.incrementAndGet()).orElseThrow();
    assertThat(SingleInstance.listen(folder, _ -> {})).isEmpty();
    assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT)).isTrue();
    first.close();

    try (var _ = SingleInstance.listen(folder, _ -> {}).orElseThrow()) {
      assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT)).isTrue();
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
    assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT)).isFalse();

    try (var _ = SingleInstance.listen(folder, _ -> rings.incrementAndGet()).orElseThrow()) {
      assertThat(SingleInstance.ring(folder, Optional.empty(), TIMEOUT)).isTrue();
    }
  }

  @Test
  void windowThatDoesNotAnswerIsNotWaitedForLongerThanPatience() throws IOException {
    Files.createDirectories(folder);
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(folder.resolve("window.sock")));

      assertThat(SingleInstance.ring(folder, Optional.empty(), Duration.ofMillis(50))).isFalse();
    }
  }
}
