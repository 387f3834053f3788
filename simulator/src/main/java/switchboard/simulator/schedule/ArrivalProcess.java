package switchboard.simulator.schedule;

import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * Events at a mean rate that never wait for what the earlier ones started: when the loop is late,
 * each missed event still happens, with the time at which it was intended. Confined to the event
 * loop.
 */
public final class ArrivalProcess {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Schedule schedule;
  private final DoubleSupplier gap;
  private final LongConsumer event;
  private double perSecond;
  private long next;
  private Schedule.Timer timer;

  private ArrivalProcess(Schedule schedule, DoubleSupplier gap, LongConsumer event) {
    this.schedule = schedule;
    this.gap = gap;
    this.event = event;
  }

  /**
   * A Poisson process: exponential gaps. Many users who act independently, each at a rate of its
   * own, are together one such process whose events fall to a random user, so one process serves
   * them all.
   */
  public static ArrivalProcess random(
      Schedule schedule, RandomGenerator random, LongConsumer event) {
    return new ArrivalProcess(schedule, random::nextExponential, event);
  }

  /** Equal gaps. */
  public static ArrivalProcess even(Schedule schedule, LongConsumer event) {
    return new ArrivalProcess(schedule, () -> 1, event);
  }

  /**
   * Changes the mean rate; 0 stops. The waiting time that is left is stretched, which keeps the
   * process exact.
   */
  public void rate(double eventsPerSecond) {
    if (eventsPerSecond == perSecond) {
      return;
    }
    long now = System.nanoTime();
    double before = perSecond;
    perSecond = eventsPerSecond;
    if (perSecond <= 0) {
      stop();
    } else if (timer == null) {
      next = now + nextGap();
      timer = schedule.at(next, this::fire);
    } else if (next - now > 0) {
      timer.cancel();
      next = now + (long) ((next - now) * (before / perSecond));
      timer = schedule.at(next, this::fire);
    }
  }

  private void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void fire() {
    long intended = next;
    next = intended + nextGap();
    timer = schedule.at(next, this::fire);
    event.accept(intended);
  }

  private long nextGap() {
    return (long) (gap.getAsDouble() / perSecond * NANOS_PER_SECOND);
  }
}
