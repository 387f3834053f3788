package switchboard.chat.fault;

import java.util.ArrayList;
import java.util.List;

/** Keeps threads busy without pause until it is stopped. */
final class CpuBurner {
  private final List<Thread> threads = new ArrayList<>();

  CpuBurner(int cores) {
    for (int core = 0; core < cores; core++) {
      threads.add(Thread.ofPlatform().daemon().name("burn-cpu-" + core).start(CpuBurner::burn));
    }
  }

  void stop() {
    threads.forEach(Thread::interrupt);
  }

  private static void burn() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}
