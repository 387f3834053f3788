package switchboard.console.platform.compose;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import switchboard.console.platform.CutLink;

/** A socket that leads to the engine's, until it is cut. */
final class EngineLink implements Closeable {
  private final Path path;
  private final CutLink link;

  EngineLink(Path path, Path engine) throws IOException {
    this.path = path;
    link =
        new CutLink(
            new CutLink.Way() {
              @Override
              public ServerSocketChannel listen() throws IOException {
                var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                return listening.bind(UnixDomainSocketAddress.of(path));
              }

              @Override
              public void closed() throws IOException {
                Files.deleteIfExists(path);
              }
            },
            UnixDomainSocketAddress.of(engine));
  }

  String host() {
    return "unix://" + path;
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
