package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;

/**
 * Sends SIGKILL to a container's first process from outside of it. The engine sees a process that
 * died by itself, and its restart policy starts it again; a kill by the engine's own API would be
 * an operator's will, which that policy respects. From inside, the first process is protected from
 * SIGKILL, and SIGTERM is not a crash.
 *
 * <p>Sent straight from here when the process is visible on this machine and its owner or root runs
 * the console. Otherwise (a user of the docker group, Docker Desktop's virtual machine) from a
 * container on the engine's machine, which takes up to a second to start.
 */
final class Sigkill {
  private Sigkill() {}

  /** Returns when the signal is on its way. */
  static void send(DockerEngine engine, Container target) throws IOException {
    if (!isOnThisMachine(target) || !killed(target.pid())) {
      engine.killFromOutside(target.image(), target.pid());
    }
    if (target.status() == Container.Status.PAUSED) {
      // A signal is delivered only after unfreezing.
      engine.unpause(target.id());
    }
  }

  /** A number alone may be another process here: its control group must name the container. */
  private static boolean isOnThisMachine(Container target) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(target.pid()), "cgroup"))
          .contains(target.id());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean killed(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
  }
}
