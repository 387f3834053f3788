package switchboard.console.platform;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to an engine that can be cut: the engine then is away for who uses it. */
public final class CutLink implements Closeable {
  private final Way way;
  private final SocketAddress engine;
  private final List<Closeable> open = new CopyOnWriteArrayList<>();

  /** Where it is entered. */
  public interface Way {
    /** Listens at the entrance, the same one every time. */
    ServerSocketChannel listen() throws IOException;

    /** Takes away what is left of an entrance that was closed. */
    default void closed() throws IOException {}
  }

  public CutLink(Way way, SocketAddress engine) throws IOException {
    this.way = way;
    this.engine = engine;
    mend();
  }

  public void mend() throws IOException {
    var listening = way.listen();
    open.add(listening);
    Thread.ofPlatform().daemon().name("cut-link").start(() -> accept(listening));
  }

  public void cut() throws IOException {
    for (var each : open) {
      each.close();
    }
    open.clear();
    way.closed();
  }

  private void accept(ServerSocketChannel listening) {
    try {
      while (true) {
        var client = listening.accept();
        var server = SocketChannel.open(engine);
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
