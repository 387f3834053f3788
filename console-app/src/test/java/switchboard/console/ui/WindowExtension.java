package switchboard.console.ui;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Node;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.service.query.NodeQuery;
import org.testfx.util.WaitForAsyncUtils;

/**
 * No test passes in which the window hangs. Beside that, TestFX's own extension, whose robot walks
 * the tree of nodes on the test's thread: while the window changes under it, it fails or misses
 * nodes. This one walks it on JavaFX's thread.
 */
public final class WindowExtension extends ApplicationExtension {
  /** Far above what a busy machine makes of a heavy layout. */
  private static final Duration BOUND = Duration.ofSeconds(10);

  private FxThreadWatch watch;

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    super.beforeEach(context);
    var thread = WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(Thread::currentThread));
    watch = new FxThreadWatch(BOUND, thread);
    watch.start();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    try {
      watch.close();
    } finally {
      super.afterEach(context);
    }
  }

  @Override
  public NodeQuery lookup(String selector) {
    return onFxThread(() -> super.lookup(selector));
  }

  @Override
  public <T extends Node> NodeQuery lookup(Predicate<T> wanted) {
    return onFxThread(() -> super.lookup(wanted));
  }

  private static NodeQuery onFxThread(Callable<NodeQuery> walk) {
    try {
      return Platform.isFxApplicationThread()
          ? walk.call()
          : WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(walk));
    } catch (Exception e) {
      throw new IllegalStateException("The tree of nodes could not be walked", e);
    }
  }
}
