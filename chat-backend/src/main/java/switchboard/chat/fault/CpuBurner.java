package switchboard.chat.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a number of cores busy until it is stopped: whole ones without pause, the rest in turns.
 */
final class CpuBurner {
  /** Shorter than the 100 ms in which a limit of CPU is accounted. */
  private static final long PERIOD_NANOS = 10_000_000;

  private final List<Thread> threads = new ArrayList<>();

  CpuBurner(double cores) {
    for (double left = cores; left > 0; left--) {
      double share = Math.min(1, left);
      threads.add(
          Thread.ofPlatform().daemon().name("burn-cpu-" + threads.size()).start(() -> burn(share)));
    }
  }

  void stop() {
    threads.forEach(Thread::interrupt);
  }

  private static void burn(double share) {
    var busyNanos = (long) (share * PERIOD_NANOS);
    while (!Thread.currentThread().isInterrupted()) {
      var began = System.nanoTime();
      while (System.nanoTime() - began < busyNanos) {
        Thread.onSpinWait();
      }
      if (share < 1) {
        LockSupport.parkNanos(PERIOD_NANOS - (System.nanoTime() - began));
      }
    }
  }
}
