package switchboard.console.cli;

import java.util.concurrent.CountDownLatch;
import switchboard.console.verdict.Result;

/**
 * Lets a command end in its own way when Ctrl+C or SIGTERM ends the JVM: the command is told, goes
 * on until it closes this, and its exit code is that of an aborted run.
 */
final class AbortOnSignal implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("abort").unstarted(this::abort);
  private Runnable action = () -> {};
  private boolean signalled;

  AbortOnSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What tells the command; at once when the signal has come already. */
  synchronized void aborts(Runnable told) {
    action = told;
    if (signalled) {
      told.run();
    }
  }

  private synchronized void tell() {
    signalled = true;
    action.run();
  }

  /** The JVM's own exit code, once it is ending, can be changed by a halt only. */
  private void abort() {
    tell();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(Result.ABORTED.exitCode());
  }

  /** The command has ended. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook ends it.
    }
  }
}
