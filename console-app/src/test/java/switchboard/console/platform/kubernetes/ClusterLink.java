package switchboard.console.platform.kubernetes;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import switchboard.console.platform.CutLink;

/** A port that leads to the API server, until it is cut. */
final class ClusterLink implements Closeable {
  private final CutLink link;
  private int port;

  /**
   * @param server the API server's address
   */
  ClusterLink(URI server) throws IOException {
    link = new CutLink(this::listen, new InetSocketAddress(server.getHost(), server.getPort()));
  }

  /** Any port that is free, and from then on the same. */
  private ServerSocketChannel listen() throws IOException {
    var listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    port = listening.socket().getLocalPort();
    return listening;
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + port);
  }

  void mend() throws IOException {
    link.mend();
  }

  void cut() throws IOException {
    link.cut();
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
