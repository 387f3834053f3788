package switchboard.console.platform.compose;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A socket that leads to the engine's, until it is cut: the engine then is away for who uses it.
 */
final class EngineLink implements Closeable {
  private final Path path;
  private final Path engine;
  private final List<Closeable> open = new CopyOnWriteArrayList<>();

  EngineLink(Path path, Path engine) throws IOException {
    this.path = path;
    this.engine = engine;
    mend();
  }

  String host() {
    return "unix://" + path;
  }

  void mend() throws IOException {
    var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(path));
    open.add(listening);
    Thread.ofPlatform().daemon().name("engine-link").start(() -> accept(listening));
  }

  void cut() throws IOException {
    for (var each : open) {
      each.close();
    }
    open.clear();
    Files.deleteIfExists(path);
  }

  private void accept(ServerSocketChannel listening) {
    try {
      while (true) {
        var client = listening.accept();
        var server = SocketChannel.open(UnixDomainSocketAddress.of(engine));
        open.addAll(List.of(client, server));
        Thread.ofPlatform().daemon().start(() -> copy(client, server));
        Thread.ofPlatform().daemon().start(() -> copy(server, client));
      }
    } catch (IOException e) {
      // Cut.
    }
  }

  private static void copy(ByteChannel from, ByteChannel to) {
    var buffer = ByteBuffer.allocate(1 << 14);
    try (from;
        to) {
      while (from.read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
      }
    } catch (IOException e) {
      // One end was closed: so is the other.
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
