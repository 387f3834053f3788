package switchboard.console.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import switchboard.console.verdict.Result;

/**
 * Lets a command end in its own way when Ctrl+C or SIGTERM ends the JVM: the command is told, goes
 * on until it closes this, and its exit code is that of an aborted run.
 */
final class AbortOnSignal implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("abort").unstarted(this::abort);
  private Runnable action = () -> {};

  AbortOnSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Waits, and tells whether the signal has come meanwhile. */
  boolean comesWithin(Duration time) throws InterruptedException {
    return told.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What tells the command; at once when the signal has come already. */
  synchronized void aborts(Runnable wanted) {
    action = wanted;
    if (told.getCount() == 0) {
      wanted.run();
    }
  }

  /** The signal has come. */
  synchronized void tell() {
    told.countDown();
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
