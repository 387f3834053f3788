package switchboard.console.experiment;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import switchboard.console.experiment.progress.RunPhase;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.Timing;

/** The time of a run in its plan. Any thread may call. */
final class RunClock {
  private final Timing timing;
  private final LongSupplier nanos;
  private final Optional<Duration> firstStep;
  private final Optional<Duration> lastEnd;
  private Optional<Long> begun = Optional.empty();
  private Optional<Duration> connectedAfter = Optional.empty();
  private Optional<Duration> warmAfter = Optional.empty();
  private Duration waited = Duration.ZERO;
  private Optional<Duration> waitingSince = Optional.empty();

  RunClock(RunPlan plan) {
    this(plan, System::nanoTime);
  }

  /**
   * @param nanos counts nanoseconds, from anywhere
   */
  RunClock(RunPlan plan, LongSupplier nanos) {
    this.nanos = nanos;
    timing = plan.timing();
    var steps = plan.schedule().steps();
    firstStep = steps.stream().map(ScheduledStep::after).min(Comparator.naturalOrder());
    lastEnd = steps.stream().map(ScheduledStep::end).max(Comparator.naturalOrder());
  }

  /** The load is set now. */
  synchronized void begin() {
    begun = Optional.of(nanos.getAsLong());
  }

  /** Since the load was set; nothing before. */
  synchronized Duration sinceBegun() {
    return begun.map(start -> Duration.ofNanos(nanos.getAsLong() - start)).orElse(Duration.ZERO);
  }

  /** All users are connected, for the first time. */
  synchronized void connected() {
    connectedAfter = Optional.of(sinceBegun());
  }

  synchronized Optional<Duration> connectedAfter() {
    return connectedAfter;
  }

  /** The warm-up is over. */
  synchronized void warm() {
    warmAfter = Optional.of(sinceBegun());
  }

  synchronized Optional<Duration> warmAfter() {
    return warmAfter;
  }

  /** The times of the plan stand still until {@link #goOn}. */
  synchronized void hold() {
    waitingSince = Optional.of(sinceBegun());
  }

  /** The times of the plan count again. */
  synchronized void goOn() {
    waited = waited.plus(waiting());
    waitingSince = Optional.empty();
  }

  /** For how long they have stood still since the last {@link #hold}. */
  synchronized Duration waiting() {
    return waitingSince.map(since -> sinceBegun().minus(since)).orElse(Duration.ZERO);
  }

  /** Since the times of the plan count, without waits; empty while they do not. */
  synchronized Optional<Duration> elapsed() {
    var since =
        switch (timing.since()) {
          case LOAD -> Optional.of(Duration.ZERO);
          case MEASURING -> warmAfter;
        };
    return since.map(start -> sinceBegun().minus(start).minus(waited).minus(waiting()));
  }

  /**
   * What the run is at while the load lasts.
   *
   * @param busy whether a step is under way
   */
  synchronized RunPhase phase(boolean busy) {
    if (connectedAfter.isEmpty()) {
      return RunPhase.CONNECTING;
    }
    var now = elapsed();
    if (warmAfter.isEmpty() || now.isEmpty()) {
      return RunPhase.WARM_UP;
    }
    if (isBefore(now.get(), firstStep.orElse(timing.duration()))) {
      return RunPhase.BASELINE;
    }
    return busy || lastEnd.filter(end -> isBefore(now.get(), end)).isPresent()
        ? RunPhase.STEPS
        : RunPhase.RECOVERY;
  }

  /** How long a phase lasts from now on; empty when that is not known. */
  synchronized Optional<Duration> left(RunPhase phase) {
    var left =
        switch (phase) {
          case WARM_UP ->
              connectedAfter.map(after -> after.plus(timing.warmUp()).minus(sinceBegun()));
          case BASELINE -> until(firstStep.orElse(timing.duration()));
          case STEPS -> lastEnd.flatMap(this::until);
          case RECOVERY -> until(timing.duration());
          case LAUNCHING, PREPARING, CONNECTING, SETTLING, ENDED -> Optional.<Duration>empty();
        };
    return left.filter(Duration::isPositive);
  }

  /** How long until a time of the plan; empty while that is not known. */
  synchronized Optional<Duration> until(Duration time) {
    return elapsed()
        .or(() -> connectedAfter.map(after -> sinceBegun().minus(after).minus(timing.warmUp())))
        .map(time::minus);
  }

  /** How long until the load is taken away; empty while that is not known. */
  Optional<Duration> untilEnd() {
    return until(timing.duration()).filter(Duration::isPositive);
  }

  /** The share of the planned time that has passed; empty before users are connected. */
  OptionalDouble share() {
    var left = until(timing.duration());
    if (left.isEmpty()) {
      return OptionalDouble.empty();
    }
    var all = timing.warmUp().plus(timing.duration());
    var passed = 1 - (double) left.get().toMillis() / Math.max(1, all.toMillis());
    return OptionalDouble.of(Math.clamp(passed, 0, 1));
  }

  private static boolean isBefore(Duration one, Duration other) {
    return one.compareTo(other) < 0;
  }
}
