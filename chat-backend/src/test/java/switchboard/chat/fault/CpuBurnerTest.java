package switchboard.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CpuBurnerTest {
  private static final Duration ENOUGH = Duration.ofMillis(200);

  private static long cpuNanos() {
    var threads = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("burn-cpu-"))
        .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
        .sum();
  }

  @Test
  void partOfACoreIsSpentInTurns() {
    var began = System.nanoTime();
    var burner = new CpuBurner(0.25);
    try {
      await().until(() -> cpuNanos() >= ENOUGH.toNanos());

      // On a busy machine it takes longer, never less.
      assertThat(System.nanoTime() - began).isGreaterThan(3 * ENOUGH.toNanos());
    } finally {
      burner.stop();
    }
  }

  @Test
  void oneAndAHalfCoresAreTwoThreads() {
    var burner = new CpuBurner(1.5);

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .contains("burn-cpu-0", "burn-cpu-1")
        .doesNotContain("burn-cpu-2");
    burner.stop();
    await().until(() -> cpuNanos() == 0);
  }
}
