package switchboard.console.platform.kubernetes;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A port that leads to the API server, until it is cut: the cluster then is away for who uses it.
 */
final class ClusterLink implements Closeable {
  private final SocketAddress server;
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private int port;

  /**
   * @param server the API server's address
   */
  ClusterLink(URI server) throws IOException {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    mend();
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + port);
  }

  void mend() throws IOException {
    var listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
    open.add(listening);
    Thread.ofPlatform().daemon().name("cluster-link").start(() -> accept(listening));
  }

  void cut() throws IOException {
    for (var each : open) {
      each.close();
    }
    open.clear();
  }

  private void accept(ServerSocketChannel listening) {
    try {
      while (true) {
        var client = listening.accept();
        var api = SocketChannel.open(server);
        open.addAll(List.of(client, api));
        Thread.ofPlatform().daemon().start(() -> copy(client, api));
        Thread.ofPlatform().daemon().start(() -> copy(api, client));
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
