package switchboard.console.sweep;

import java.util.concurrent.CountDownLatch;
import switchboard.console.session.Session;

/**
 * What a session is owed while something changes its system: should the session be closed
 * meanwhile, the changes end first, and then the system gets back what it had.
 */
final class OwedReturn implements AutoCloseable {
  private final Thread changing = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Session.Registration owed;

  /**
   * For what this thread does.
   *
   * @param stop ends it before its time
   * @param giveBack may be called by several threads
   */
  OwedReturn(Session session, Runnable stop, Runnable giveBack) {
    owed =
        session.owe(
            () -> {
              stop.run();
              if (!Thread.currentThread().equals(changing)) {
                await();
              }
              giveBack.run();
            });
  }

  /** Every step of it has a time limit of its own. */
  private void await() {
    var interrupted = false;
    while (true) {
      try {
        over.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing changes the system any more. */
  void over() {
    over.countDown();
  }

  /** The system has what it had. */
  @Override
  public void close() {
    over();
    owed.close();
  }
}
