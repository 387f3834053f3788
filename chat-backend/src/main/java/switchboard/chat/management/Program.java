package switchboard.chat.management;

import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life cycle of a process: it starts from its environment, and ends with an exit code that
 * reports success or failure.
 */
public final class Program {
  private static final Logger LOG = LoggerFactory.getLogger(Program.class);
  private static final int FAILED = 1;
  private static final int MISCONFIGURED = 2;

  private Program() {}

  /**
   * Starts the process from its environment. Ends it with exit code 2 and a message when an
   * argument was given or a setting is invalid, with 1 when it fails otherwise.
   */
  public static void run(String[] arguments, Consumer<Environment> main) {
    if (arguments.length > 0) {
      LOG.error(
          "Found the argument \"{}\", expected none: all settings are environment variables",
          arguments[0]);
      end(MISCONFIGURED);
    }
    try {
      main.accept(Environment.ofProcess());
    } catch (InvalidSetting invalid) {
      misconfigured(invalid);
    } catch (RuntimeException failure) {
      fail("The process could not start", failure);
    }
  }

  private static void misconfigured(InvalidSetting invalid) {
    LOG.error("Invalid setting {}", invalid.getMessage());
    end(MISCONFIGURED);
  }

  /**
   * Ends the process with exit code 1, saying what could not be done; with 2 for a setting that
   * turned out to be invalid.
   */
  public static void fail(String what, Throwable cause) {
    if (cause instanceof InvalidSetting invalid) {
      misconfigured(invalid);
    }
    LOG.error(what, cause);
    end(FAILED);
  }

  /** Waits for a future on the main thread; fails as it does. */
  public static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  /**
   * Has SIGTERM and SIGINT stop the process in an orderly way: calls {@code stop} (on a thread of
   * its own), waits for it no longer than {@code timeout}, then ends with exit code 0, or 1 when
   * the stop failed or took longer.
   */
  public static void onTermination(Supplier<Future<Void>> stop, Duration timeout) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> end(stopped(stop, timeout) ? 0 : FAILED), "stop"));
  }

  private static boolean stopped(Supplier<Future<Void>> stop, Duration timeout) {
    try {
      stop.get()
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException failure) {
      LOG.error("Stopping in an orderly way failed", failure);
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Time since the JVM was started. Loads the JDK's management beans: call once it no longer
   * matters.
   */
  public static Duration sinceStart() {
    return Duration.ofMillis(
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  /** Ends the process at once as one that has failed, without an orderly end. */
  public static void crash() {
    LOG.error("The process ends itself, as a fault demands");
    end(FAILED);
  }

  /**
   * Halts, because an exit would wait for the shutdown hook, and from within the hook would never
   * return.
   */
  private static void end(int exitCode) {
    Runtime.getRuntime().halt(exitCode);
  }
}
