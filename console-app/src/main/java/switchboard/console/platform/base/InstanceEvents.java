package switchboard.console.platform.base;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.Instance;
import switchboard.console.platform.PlatformEvent;

/**
 * Handles an engine's reports on instances on one thread, in order, and lets other threads wait for
 * a state.
 */
public final class InstanceEvents implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceEvents.class);

  private final Supplier<List<Instance>> instances;
  private final Consumer<PlatformEvent> events;
  private final Object changed = new Object();
  private final ExecutorService queue;

  /**
   * @param engine whose name its thread has
   * @param instances as they are at any moment
   * @param events hears what happened, on this thread
   */
  public InstanceEvents(
      String engine, Supplier<List<Instance>> instances, Consumer<PlatformEvent> events) {
    this.instances = instances;
    this.events = events;
    queue =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(engine + "-events").factory());
  }

  /** Follows something up when it is its turn; does nothing once this is closed. */
  public void enqueue(Runnable task) {
    submit(task);
  }

  /** Follows something up, and returns when that has been done. */
  public void followUp(Runnable task) throws InterruptedException {
    submit(task).await();
  }

  private CountDownLatch submit(Runnable task) {
    var done = new CountDownLatch(1);
    try {
      queue.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException e) {
              // The connection was lost in between; the next list makes up for it.
              LOG.warn("An engine event could not be handled: {}", e.toString());
            } finally {
              done.countDown();
            }
          });
    } catch (RejectedExecutionException e) {
      // Closed: there are no listeners any more.
      done.countDown();
    }
    return done;
  }

  /** Instances have changed, and this happened; to be called on this thread. */
  public void tell(List<PlatformEvent> happened) {
    synchronized (changed) {
      changed.notifyAll();
    }
    happened.forEach(events);
  }

  /**
   * Waits until the instances are as wanted.
   *
   * @return false when the time ran out
   */
  public boolean await(Predicate<List<Instance>> wanted, Duration timeout)
      throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    synchronized (changed) {
      while (!wanted.test(instances.get())) {
        var left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(changed, left);
      }
    }
    return true;
  }

  @Override
  public void close() {
    queue.shutdown();
  }
}
