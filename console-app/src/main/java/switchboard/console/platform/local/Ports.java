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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of one launch, all on loopback. Each is given out once, however long the child takes to
 * bind it; a well-known one is locked between consoles, too, for as long as this is open.
 */
final class Ports implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

  /**
   * Below those that the system gives to outgoing connections (Linux from 32768, others from
   * 49152): one of them could take the port while its child is being restarted.
   */
  private static final int MIN = 20_000;

  private static final int BELOW = 32_768;

  /** By all launches of this process. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private record Lock(Path file, FileChannel channel) {}

  private final List<Lock> locks = new ArrayList<>();
  private final List<Integer> given = new ArrayList<>();

  /**
   * Any free port that was not given out before. Another program may take it before it is used: the
   * child that cannot bind then ends with a message of its own.
   */
  int free() throws IOException {
    for (int attempt = 0; attempt < BELOW - MIN; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(MIN, BELOW);
      if (isBindable(port) && GIVEN.add(port)) {
        given.add(port);
        return port;
      }
    }
    throw new IOException(
        String.format(Locale.ROOT, "No port from %d to %d is free", MIN, BELOW - 1));
  }

  /** The well-known port, unless it or its lock is taken: then any other. */
  int preferred(int port) throws IOException {
    return lock(port) && isBindable(port) ? port : free();
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

  private static boolean isBindable(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
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
    GIVEN.removeAll(given);
    given.clear();
  }
}
