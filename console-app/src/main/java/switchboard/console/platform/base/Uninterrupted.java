package switchboard.console.platform.base;

import java.io.IOException;

/** What an interrupt does not keep from being done: the thread is interrupted again afterwards. */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** Undoes something on a thread that may have been interrupted; another interrupt ends it. */
  public static void run(EnginePlatform.Change work) throws IOException, StepFailed {
    var interrupted = Thread.interrupted();
    try {
      work.run();
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      restore(interrupted);
    }
  }

  /** Waits for the end of a thread, however often this one is interrupted. */
  public static void join(Thread thread) {
    var interrupted = Thread.interrupted();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    restore(interrupted);
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
