package switchboard.console.platform.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;
import switchboard.console.platform.compose.guard.PauseGuard;

/** Actions on a single container of the project, each inspected just before. */
final class ContainerActions {
  private final DockerEngine engine;
  private final ContainerWatcher watch;
  private final PauseGuard guard;

  ContainerActions(DockerEngine engine, ContainerWatcher watch, PauseGuard guard) {
    this.engine = engine;
    this.watch = watch;
    this.guard = guard;
  }

  /**
   * Sends SIGKILL to a container's first process from outside of it. The engine sees a process that
   * died by itself, and its restart policy starts it again; a kill by the engine's own API would be
   * an operator's will, which that policy respects. From inside, the first process is protected
   * from SIGKILL, and SIGTERM is not a crash.
   *
   * <p>Sent straight from here when the process is visible on this machine and its owner or root
   * runs the console. Otherwise (a user of the docker group, Docker Desktop's virtual machine) from
   * a container on the engine's machine, which takes up to a second to start. Returns when the
   * signal is on its way.
   */
  void kill(Container target) throws IOException {
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

  /** Ends it gracefully, and returns when it has ended and is known to have. */
  void stop(Container target) throws InterruptedException {
    if (!target.alive()) {
      return;
    }
    watch.fleet().expectStopOf(target.name());
    try {
      // A frozen replica cannot end gracefully.
      unpause(target);
      engine.stop(target.id(), Project.STOP_GRACE);
      watch.refresh();
    } finally {
      watch.fleet().expectNoStopOf(target.name());
    }
  }

  void start(Container target) {
    engine.start(target.id());
  }

  /**
   * Pauses it, once the guard is to resume it if the console dies. The guard keeps to that when the
   * engine fails: it may have paused it all the same.
   *
   * @param lasts after which the console resumes it
   */
  void pause(Container target, Duration lasts) throws IOException {
    guard.hold(target.id(), target.startedAt(), lasts);
    if (target.status() != Container.Status.PAUSED) {
      engine.pause(target.id());
    }
  }

  void unpause(Container target) {
    if (target.status() == Container.Status.PAUSED) {
      engine.unpause(target.id());
    }
    guard.release(target.id());
  }
}
