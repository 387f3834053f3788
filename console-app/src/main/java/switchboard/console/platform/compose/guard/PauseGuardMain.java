package switchboard.console.platform.compose.guard;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A small process that reads from the console which containers it pauses. When its input ends, the
 * console has: it resumes them, and ends. It also resumes one whose time is over and that the
 * console has not resumed.
 */
final class PauseGuardMain {
  private static final Duration FOREVER = Duration.ofDays(365);

  private PauseGuardMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    // Ctrl+C in a terminal reaches the whole process group; this process must see its end.
    var finished = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitUninterruptibly(finished)));
    try {
      guard(new PausedContainers(new DockerCommand(), Clock.systemUTC()), lines());
    } finally {
      finished.countDown();
    }
  }

  /** The console's lines; the last is empty, and says that the console is gone. */
  private static BlockingQueue<Optional<String>> lines() {
    var lines = new LinkedBlockingQueue<Optional<String>>();
    Thread.ofPlatform()
        .daemon()
        .name("console")
        .start(
            () -> {
              var input =
                  new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
              try {
                input.lines().forEach(line -> lines.add(Optional.of(line)));
              } catch (UncheckedIOException e) {
                // A pipe that breaks has ended.
              } finally {
                lines.add(Optional.empty());
              }
            });
    return lines;
  }

  private static void guard(PausedContainers paused, BlockingQueue<Optional<String>> lines)
      throws InterruptedException {
    var gone = false;
    while (!gone || !paused.isEmpty()) {
      var left = paused.untilDue().orElse(FOREVER);
      var line = lines.poll(left.toMillis(), TimeUnit.MILLISECONDS);
      if (line != null && line.isPresent()) {
        System.out.println(paused.take(line.get()));
      } else if (line != null) {
        gone = true;
        paused.consoleIsGone();
      }
      paused.resumeDue();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      awaitUninterruptibly(latch);
    }
  }
}
