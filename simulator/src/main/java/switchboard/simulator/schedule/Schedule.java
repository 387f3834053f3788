package switchboard.simulator.schedule;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scheduled tasks, in one heap with one wake-up of the event loop: tens of thousands of timers of
 * their own would cost more than the work they start. Times are {@link System#nanoTime()}; confined
 * to the event loop.
 */
public final class Schedule {
  /** The number of tasks that run before the loop gets to its sockets again. */
  private static final int TASKS_PER_TURN = 512;

  private static final int CANCELLED_KEPT = 1024;
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  private final EventExecutor loop;
  private final LongConsumer lateness;
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private ScheduledFuture<?> wakeUp;
  private long wakeAt;
  private int cancelled;
  private boolean running;

  /** {@code lateness} receives, in nanoseconds, by how much each task ran after its time. */
  public Schedule(EventExecutor loop, LongConsumer lateness) {
    this.loop = loop;
    this.lateness = lateness;
  }

  /** Runs the task once, at this time or as soon after it as the loop can. */
  public Timer at(long dueNanos, Runnable task) {
    var timer = new Timer(dueNanos, task);
    timers.add(timer);
    if (!running && timers.peek() == timer) {
      wake();
    }
    return timer;
  }

  public Timer after(Duration delay, Runnable task) {
    return at(System.nanoTime() + delay.toNanos(), task);
  }

  /**
   * Runs the task again and again, the first time after one period. The returned timer is its next
   * run only.
   */
  public void every(Duration period, Runnable task) {
    repeat(System.nanoTime() + period.toNanos(), period.toNanos(), task);
  }

  private void repeat(long due, long period, Runnable task) {
    at(
        due,
        () -> {
          repeat(Math.max(due + period, System.nanoTime()), period, task);
          task.run();
        });
  }

  private void wake() {
    var first = timers.peek();
    if (first == null || (wakeUp != null && wakeAt - first.due <= 0)) {
      return;
    }
    if (wakeUp != null) {
      wakeUp.cancel(false);
    }
    wakeAt = first.due;
    wakeUp =
        loop.schedule(this::run, Math.max(0, wakeAt - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private void run() {
    wakeUp = null;
    running = true;
    int left = TASKS_PER_TURN;
    for (var timer = timers.peek(); timer != null && left > 0; timer = timers.peek(), left--) {
      long late = System.nanoTime() - timer.due;
      if (!timer.cancelled && late < 0) {
        break;
      }
      timers.poll();
      if (timer.cancelled) {
        cancelled--;
      } else {
        timer.ran = true;
        lateness.accept(late);
        perform(timer.task);
      }
    }
    running = false;
    wake();
  }

  private static void perform(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("A scheduled task failed; the schedule goes on", e);
    }
  }

  /** A scheduled run of a task. */
  public final class Timer implements Comparable<Timer> {
    private final long due;
    private final Runnable task;
    private boolean cancelled;
    private boolean ran;

    private Timer(long due, Runnable task) {
      this.due = due;
      this.task = task;
    }

    /** Cancels the run, unless it has begun. */
    public void cancel() {
      if (cancelled || ran) {
        return;
      }
      cancelled = true;
      Schedule.this.cancelled++;
      if (Schedule.this.cancelled > CANCELLED_KEPT && Schedule.this.cancelled > timers.size() / 2) {
        timers.removeIf(timer -> timer.cancelled);
        Schedule.this.cancelled = 0;
      }
    }

    @Override
    public int compareTo(Timer other) {
      return Long.signum(due - other.due);
    }
  }
}
