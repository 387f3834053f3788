package switchboard.console.platform.compose;

import java.io.IOException;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;

/** Actions on a single container of the project, each inspected just before. */
final class ContainerActions {
  private final DockerEngine engine;
  private final ContainerWatcher watch;

  ContainerActions(DockerEngine engine, ContainerWatcher watch) {
    this.engine = engine;
    this.watch = watch;
  }

  void kill(Container target) throws IOException {
    Sigkill.send(engine, target);
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

  void pause(Container target) {
    if (target.status() != Container.Status.PAUSED) {
      engine.pause(target.id());
    }
  }

  void unpause(Container target) {
    if (target.status() == Container.Status.PAUSED) {
      engine.unpause(target.id());
    }
  }
}
