package switchboard.console.ui;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a second start of the console show the window that is already open: a Unix socket in the
 * user's own folder, beside a file that the first one holds locked until its process ends.
 */
public final class SingleInstance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
  private static final String SOCKET = "window.sock";
  private static final byte HEARD = 1;

  private final FileChannel lock;
  private final ServerSocketChannel socket;
  private final Path path;

  private SingleInstance(FileChannel lock, ServerSocketChannel socket, Path path) {
    this.lock = lock;
    this.socket = socket;
    this.path = path;
  }

  /**
   * Listens from now on. May block, like {@link #close}: call both off the FX thread.
   *
   * @param rung runs for each ring, before it is answered
   * @return empty when another window listens in this folder
   */
  static Optional<SingleInstance> listen(Path folder, Runnable rung) throws IOException {
    Files.createDirectories(folder);
    var path = folder.resolve(SOCKET);
    var lock =
        FileChannel.open(
            folder.resolve("window.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        lock.close();
        return Optional.empty();
      }
      // Left by a process that was killed.
      Files.deleteIfExists(path);
      var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        socket.bind(UnixDomainSocketAddress.of(path));
        var bell = new SingleInstance(lock, socket, path);
        Thread.ofVirtual().name("second-instance").start(() -> bell.answer(rung));
        return Optional.of(bell);
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    } catch (OverlappingFileLockException e) {
      lock.close();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void answer(Runnable rung) {
    while (socket.isOpen()) {
      try (var visitor = socket.accept()) {
        rung.run();
        visitor.write(ByteBuffer.wrap(new byte[] {HEARD}));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.debug("A second instance did not wait for the answer", e);
      }
    }
  }

  /**
   * Calls the window that is open.
   *
   * @param patience for its response
   * @return whether there is one that has heard it
   */
  public static boolean ring(Path folder, Duration patience) {
    var path = folder.resolve(SOCKET);
    if (!Files.exists(path)) {
      return false;
    }
    try (var visitor = SocketChannel.open(UnixDomainSocketAddress.of(path));
        var answer = Selector.open()) {
      visitor.configureBlocking(false);
      visitor.register(answer, SelectionKey.OP_READ);
      return answer.select(patience.toMillis()) > 0 && visitor.read(ByteBuffer.allocate(1)) > 0;
    } catch (IOException e) {
      LOG.debug("No window responds at {}", path, e);
      return false;
    }
  }

  @Override
  public void close() {
    try (lock;
        socket) {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("The window's socket could not be deleted", e);
    }
  }
}
