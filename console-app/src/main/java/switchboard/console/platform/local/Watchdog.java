package switchboard.console.platform.local;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's end of the {@link WatchdogMain} process, which outlives the console by a moment and
 * ends every child when the console is gone, however it went. A guard that dies is started again.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final JavaCommand java;
  private final Path directory;
  private final Set<Long> watched = new LinkedHashSet<>();
  private final Set<Path> groups = new LinkedHashSet<>();
  private Process process;
  private Writer pipe;
  private boolean closed;

  /**
   * @param directory deleted when the console is gone
   */
  Watchdog(JavaCommand java, Path directory) {
    this.java = java;
    this.directory = directory;
  }

  synchronized void start() throws IOException {
    var command = java.small(WatchdogMain.class.getName(), directory.toString());
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    pipe = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    watched.forEach(pid -> send("watch " + pid));
    groups.forEach(group -> send("group " + group));
    var started = process;
    Thread.ofVirtual().name("guard").start(() -> restartAfter(started));
  }

  /** From now on the child ends when the console does. */
  synchronized void watch(Process child) {
    if (watched.add(child.pid())) {
      send("watch " + child.pid());
    }
  }

  /** The child has ended: its process id may be reused. */
  synchronized void forget(Process child) {
    if (watched.remove(child.pid())) {
      send("forget " + child.pid());
    }
  }

  /** In the end, this control group and those in it are removed. */
  synchronized void removeGroup(Path group) {
    if (groups.add(group)) {
      send("group " + group);
    }
  }

  private void send(String line) {
    try {
      pipe.write(line + "\n");
      pipe.flush();
    } catch (IOException e) {
      LOG.warn("The watchdog process does not listen: {}", e.getMessage());
    }
  }

  private void restartAfter(Process started) {
    try {
      started.waitFor();
      synchronized (this) {
        if (!closed) {
          LOG.warn("The watchdog process ended and is started again");
          start();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("The watchdog process cannot be started again", e);
    }
  }

  /** Ends what is still watched, deletes the directory, and waits until both are done. */
  @Override
  public void close() {
    Process ending;
    synchronized (this) {
      if (closed || process == null) {
        return;
      }
      closed = true;
      ending = process;
      try {
        pipe.close();
      } catch (IOException e) {
        LOG.debug("The watchdog was already gone", e);
      }
    }
    ending.onExit().join();
  }
}
