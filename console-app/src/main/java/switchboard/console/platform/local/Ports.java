package switchboard.console.platform.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of one launch, all on loopback. A well-known one is locked between consoles for as long
 * as this is open, because a child takes a while to bind it.
 */
final class Ports implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

  private record Lock(Path file, FileChannel channel) {}

  private final List<Lock> locks = new ArrayList<>();

  /**
   * Any free port. Somebody else may take it before it is used: the child that cannot bind then
   * ends with a message of its own.
   */
  static int free() throws IOException {
    return bindable(0);
  }

  /** The well-known port, unless it or its lock is taken: then any other. */
  int preferred(int port) throws IOException {
    if (!lock(port)) {
      return free();
    }
    try {
      return bindable(port);
    } catch (IOException e) {
      return free();
    }
  }

  private boolean lock(int port) {
    var file = Path.of(System.getProperty("java.io.tmpdir"), "switchboard-port-" + port + ".lock");
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
      locks.add(new Lock(file, channel));
      return true;
    } catch (IOException | OverlappingFileLockException e) {
      // Another user's file, or another console within this process: the lock is not ours.
      return false;
    }
  }

  private static int bindable(int port) throws IOException {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    for (var lock : locks) {
      try {
        Files.deleteIfExists(lock.file());
        lock.channel().close();
      } catch (IOException e) {
        LOG.warn("A port's lock is kept until this process ends", e);
      }
    }
    locks.clear();
  }
}
