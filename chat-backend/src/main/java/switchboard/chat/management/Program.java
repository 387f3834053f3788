package switchboard.chat.management;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process: it starts from its environment, and ends with an exit code that says how
 * it went.
 */
public final class Program {
  private static final Logger log = LoggerFactory.getLogger(Program.class);
  private static final int FAILED = 1;
  private static final int MISCONFIGURED = 2;

  private Program() {}

  /**
   * Starts the process from its environment. Ends it with exit code 2 and a message when an
   * argument was given or a setting is invalid, with 1 when it fails otherwise.
   */
  public static void run(String[] arguments, Consumer<Environment> main) {
    if (arguments.length > 0) {
      log.error(
          "Found the argument \"{}\", expected none: all settings are environment variables",
          arguments[0]);
      end(MISCONFIGURED);
    }
    try {
      main.accept(Environment.ofProcess());
    } catch (InvalidSetting invalid) {
      log.error("Invalid setting {}", invalid.getMessage());
      end(MISCONFIGURED);
    } catch (RuntimeException failure) {
      fail("The process could not start", failure);
    }
  }

  /** Ends the process with exit code 1. */
  public static void fail(String what, Throwable cause) {
    log.error(what, cause);
    end(FAILED);
  }

  /**
   * Has SIGTERM and SIGINT stop the process in an orderly way: calls {@code stop} (on a thread of
   * its own), waits for it no longer than {@code patience}, then ends with exit code 0, or 1 when
   * the stop failed or took longer.
   */
  public static void onTermination(Supplier<Future<Void>> stop, Duration patience) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> end(stopped(stop, patience) ? 0 : FAILED), "stop"));
  }

  private static boolean stopped(Supplier<Future<Void>> stop, Duration patience) {
    try {
      stop.get()
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException failure) {
      log.error("Stopping in an orderly way failed", failure);
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Time since the JVM was started, to the resolution of the operating system's process table. */
  public static Duration sinceStart() {
    Instant now = Instant.now();
    return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
  }

  /**
   * Halts, because an exit would wait for the shutdown hook, and from within the hook would never
   * return.
   */
  private static void end(int exitCode) {
    Runtime.getRuntime().halt(exitCode);
  }
}
