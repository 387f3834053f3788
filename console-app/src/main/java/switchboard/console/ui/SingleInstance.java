package switchboard.console.ui;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a second start of the console show the window that is already open, with the bundle that it
 * was started for: a Unix socket in the user's own folder, beside a file that the first one holds
 * locked until its process ends. A visitor sends the bundle's path, or nothing, and ends its
 * output.
 */
public final class SingleInstance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
  private static final String SOCKET = "window.sock";
  private static final byte HEARD = 1;

  /** Of a path in bytes: Linux has none that is longer. */
  private static final int LONGEST_PATH = 4096;

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
   * @param rung receives the bundle to watch, if there is one, before a ring is answered
   * @return empty when another window listens in this folder
   */
  static Optional<SingleInstance> listen(Path folder, Consumer<Optional<Path>> rung)
      throws IOException {
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

  private void answer(Consumer<Optional<Path>> rung) {
    while (socket.isOpen()) {
      try {
        var visitor = socket.accept();
        // One that says nothing keeps nobody else waiting.
        Thread.ofVirtual().name("second-instance-visitor").start(() -> answer(visitor, rung));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.debug("A second instance was not let in", e);
      }
    }
  }

  private static void answer(SocketChannel visitor, Consumer<Optional<Path>> rung) {
    try (visitor) {
      var sent = Channels.newInputStream(visitor).readNBytes(LONGEST_PATH + 1);
      if (sent.length > LONGEST_PATH) {
        LOG.warn("A second instance named a file whose path is longer than {} bytes", LONGEST_PATH);
        return;
      }
      var path = new String(sent, StandardCharsets.UTF_8);
      rung.accept(path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path)));
      visitor.write(ByteBuffer.wrap(new byte[] {HEARD}));
    } catch (IOException | InvalidPathException e) {
      LOG.debug("A second instance was not understood, or did not wait for the answer", e);
    }
  }

  /**
   * Calls the window that is open.
   *
   * @param bundle that it is to watch, by its absolute path; empty for the window alone
   * @param timeout for its response
   * @return whether there is one that has heard it
   */
  public static boolean ring(Path folder, Optional<Path> bundle, Duration timeout) {
    var path = folder.resolve(SOCKET);
    if (!Files.exists(path)) {
      return false;
    }
    try (var visitor = SocketChannel.open(UnixDomainSocketAddress.of(path));
        var answer = Selector.open()) {
      if (bundle.isPresent()) {
        // Shorter than what a socket holds, so that it does not block.
        visitor.write(ByteBuffer.wrap(bundle.get().toString().getBytes(StandardCharsets.UTF_8)));
      }
      visitor.shutdownOutput();
      visitor.configureBlocking(false);
      visitor.register(answer, SelectionKey.OP_READ);
      return answer.select(timeout.toMillis()) > 0 && visitor.read(ByteBuffer.allocate(1)) > 0;
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
